pub const POOL_SIZE: &str = "GATEWAY_POOL_SIZE";
pub const NEVER_READ: &str = "GATEWAY_NEVER_READ";

pub struct Keys;

impl Keys {
    pub const DATABASE_URL: &'static str = concat!("GATEWAY_", "DATABASE_URL");
    pub const CACHE_URL: &'static str = "GATEWAY_CACHE_URL";
}
