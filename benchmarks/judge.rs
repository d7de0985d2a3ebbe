// Loads the settings and ends; with an argument, prints how many nanoseconds `check` takes, the median of many rounds.
mod settings;

const ROUNDS: usize = 9;
const JUDGEMENTS_IN_A_ROUND: u128 = 2000;

fn main() {
    if let Err(error) = settings::Settings::load() {
        eprintln!("{error}");
        std::process::exit(1);
    }
    if std::env::args().nth(1).is_some() {
        let environ = settings::environment();
        let mut taken: Vec<u128> = (0..ROUNDS).map(|_| round(&environ)).collect();
        taken.sort_unstable();
        println!("{}", taken[ROUNDS / 2]);
    }
}

fn round(environ: &settings::Environ) -> u128 {
    let start = std::time::Instant::now();
    for _ in 0..JUDGEMENTS_IN_A_ROUND {
        std::hint::black_box(settings::check(std::hint::black_box(environ), None));
    }
    start.elapsed().as_nanos() / JUDGEMENTS_IN_A_ROUND
}
