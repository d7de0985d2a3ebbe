#[test]
fn starts() {
    let url = std::env::var("GATEWAY_TEST_URL").unwrap_or_else(|_| "http://localhost".to_string());
    assert!(!url.is_empty());
}
