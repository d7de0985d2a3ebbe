"""The formats that "Build your .env" offers: the title and the name of the file of each."""

FORMATS = {
    "env": (".env", "{profile}.env"),
    "compose": ("Compose", "compose.yaml"),
    "kubernetes": ("Kubernetes", "{service}.yaml"),
    "systemd": ("systemd", "{service}.service"),
    "github-actions": ("GitHub Actions", "deploy.yml"),
    "gitlab-ci": ("GitLab CI", "gitlab-ci.yml"),
}
