<?php

namespace Postbox;

enum Vars: string
{
    case DSN = 'POSTBOX_DSN';
    case TOKEN = 'POSTBOX_TOKEN';

    public function get(): ?string
    {
        return getenv($this->value) ?: $this->fromFile();
    }

    private function fromFile(): ?string
    {
        return env(sprintf('%s_FILE', $this->value));
    }
}

class Reader
{
    const QUEUE = 'POSTBOX_' . 'QUEUE';
    const LIMIT = 'POSTBOX_LIMIT';

    public function setting(string $name, $default = null)
    {
        return getenv($name) ?: $default;
    }

    public function all()
    {
        return [$this->setting(self::LIMIT, '5'), $this->setting('POSTBOX_MODE')];
    }
}
