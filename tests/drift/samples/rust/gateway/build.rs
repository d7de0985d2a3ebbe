fn main() {
    println!("cargo:rerun-if-env-changed=GATEWAY_RERUN");
    let out = std::env::var("OUT_DIR").unwrap();
    println!("cargo:rustc-env=GATEWAY_BUILT={out}");
}
