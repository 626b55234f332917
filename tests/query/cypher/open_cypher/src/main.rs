use std::io::Read;

// Reads queries that end with a zero byte, and prints a line for each: 1 when the crate accepts it.
fn main() {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).expect("queries on standard input");
    for query in bytes.split(|b| *b == 0) {
        if query.is_empty() {
            continue;
        }
        let text = String::from_utf8_lossy(query);
        println!("{}", if open_cypher::parse(&text).is_ok() { 1 } else { 0 });
    }
}
