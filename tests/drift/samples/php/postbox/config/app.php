<?php

return [
    'debug' => (bool) env('APP_DEBUG', false),
    'url' => env('APP_URL', 'http://localhost'),
    'key' => env('APP_KEY'),
    'port' => (int) (getenv('PORT') ?: 8080),
    'zone' => $_ENV['TZ'] ?? "UTC",
    'host' => $_SERVER['HTTP_HOST'],
    'max' => $_SERVER['MAX_JOBS'] ?? 10,
];
