//! Prints what dotenvy reads from the env file named first: a NUL after each name and each value.

fn main() {
    let path = std::env::args().nth(1).expect("the path of an env file");
    for pair in dotenvy::from_path_iter(path).expect("a readable file") {
        let (name, value) = pair.expect("a line that dotenvy reads");
        print!("{name}\0{value}\0");
    }
}
