#include "tests/ingest/store_picture.h"

#include <gtest/gtest.h>

#include <set>

namespace concord::testing {

std::string Picture(const Snapshot& snapshot) {
  std::set<std::string> lines;
  const auto key_of = [&](NodeId id) { return snapshot.GetNode(id)->key; };
  EXPECT_TRUE(snapshot.ForEachNode([&](NodeId id) {
    const Result<Node> node = snapshot.GetNode(id);
    EXPECT_TRUE(node);
    std::string line = "node " + node->key;
    for (const std::string& label : node->labels) line += " :" + label;
    lines.insert(line + " " + Value(node->properties).ToString());
    const Result<std::string> text = snapshot.GetBlob(id, "text");
    if (text) lines.insert("text of " + node->key + ": " + *text);
    return true;
  }));
  size_t n = 0;
  EXPECT_TRUE(snapshot.ForEachEdge([&](const Edge& edge) {
    lines.insert("edge " + edge.type + " " + key_of(edge.from) + " " + key_of(edge.to) + " " +
                 Value(edge.properties).ToString() + " " + std::to_string(n++));
    return true;
  }));
  const Result<std::vector<Unit>> units = snapshot.Units();
  for (const Unit& unit : *units) lines.insert("unit " + unit.name + " " + unit.fingerprint);
  std::string picture;
  for (const std::string& line : lines) picture += line + "\n";
  return picture;
}

}  // namespace concord::testing
