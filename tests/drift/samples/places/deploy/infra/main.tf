variable "NOT_AN_ENV" {
  default = "x"
}
resource "aws_lambda_function" "f" {
  environment {
    variables = {
      LAMBDA_MODE = "a" # note
      LAMBDA_REF  = var.x
      # LAMBDA_OFF = 1
    }
  }
}
resource "google_cloud_run_v2_service" "s" {
  template {
    containers {
      env {
        name  = "RUN_NAME"
        value = "b"
      }
      env {
        name = "RUN_SECRET"
        value_source {}
      }
    }
  }
}
resource "aws_ecs_task_definition" "t" {
  container_definitions = jsonencode([{
    name = "api"
    environment = [
      { name = "ECS_MODE", value = "c" },
    ]
  }])
}
