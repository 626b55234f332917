// cypher_parse < QUERIES
//
// Reads queries that end with a zero byte and prints a line for each: 1 when the parser accepts it, 0 and why
// when it does not. Nothing is analysed or run.
#include <fmt/format.h>

#include <iostream>
#include <iterator>

#include "query/cypher/parser.h"

int main() {
  const std::string bytes(std::istreambuf_iterator<char>(std::cin), {});
  for (size_t at = 0; at < bytes.size();) {
    const size_t end = std::min(bytes.find('\0', at), bytes.size());
    const std::string query = bytes.substr(at, end - at);
    at = end + 1;
    try {
      concord::cypher::ParseQuery(query);
      fmt::print("1\n");
    } catch (const concord::cypher::Failure& failure) {
      fmt::print("0 {}\n", failure.error().message);
    }
  }
  return 0;
}
