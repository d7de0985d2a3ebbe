use std::env;

pub struct Environment;

impl Environment {
    pub fn new() -> Self {
        Environment
    }

    pub fn get(&self, name: &str) -> Option<String> {
        env::var(name).ok()
    }
}

pub struct Cache(std::collections::HashMap<String, String>);

impl Cache {
    pub fn get(&self, key: &str) -> Option<&String> {
        self.0.get(key)
    }

    pub fn warm(&self) -> Option<&String> {
        self.get("CACHE_WARM_KEY")
    }
}

pub fn load<F>(lookup: F) -> Option<String>
where
    F: Fn(&str) -> Option<String>,
{
    lookup("GATEWAY_INJECTED")
}

pub fn shadowed(env: &Cache) -> Option<&String> {
    env.get("CACHE_SHADOWING_KEY")
}
