mod config;

use config::{text, Config};

fn main() {
    let config = Config::load();
    if let Some(feed) = text("BERTH_FEED_URL") {
        println!("free berths are announced at {feed}");
    }
    println!("harbour listens on {}", config.port);
}

#[cfg(test)]
mod tests {
    #[test]
    fn reads_what_tests_set() {
        assert!(std::env::var("HARBOUR_TEST_DATABASE").is_err());
    }
}
