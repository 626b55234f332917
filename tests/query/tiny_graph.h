// Graphs in the shape that ingest writes, one line a thing.
//
//   TinyGraph graph;
//   graph.Document("act", "act@1", "Article 1 Providers shall test.")
//       .Section("act@1:art.1", "act@1", "Article 1", "", "Article 1 Providers shall test.")
//       .Measure("act@1:art.1#1", "act@1:art.1", "Providers shall test.");
//   auto snapshot = graph.Take();
//
// Spans are found by their words in the version's text; words that do not stand there fail the test.
#ifndef CONCORD_TESTS_QUERY_TINY_GRAPH_H_
#define CONCORD_TESTS_QUERY_TINY_GRAPH_H_

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "graph/store.h"

namespace concord::testing {

class TinyGraph {
 public:
  TinyGraph& Node(std::string key, std::vector<std::string> labels, PropertyMap properties = {}) {
    batch_.nodes.push_back({std::move(key), std::move(labels), std::move(properties), Lifetime::kPermanent});
    return *this;
  }
  TinyGraph& Edge(std::string type, std::string from, std::string to, PropertyMap properties = {}) {
    batch_.edges.push_back({std::move(type), std::move(from), std::move(to), std::move(properties)});
    return *this;
  }

  TinyGraph& Document(const std::string& key, const std::string& version, const std::string& text,
                      std::string label = "Document") {
    Node(key, {std::move(label)}, {{"title", key}});
    return Version(key, version, text);
  }
  TinyGraph& Version(const std::string& document, const std::string& version, const std::string& text) {
    Node(version, {"Version"}, {{"file", document + ".txt"}, {"format", "text"}, {"language", "en"}});
    batch_.blobs.push_back({version, "text", text});
    texts_[version] = text;
    return Edge("HAS_VERSION", document, version);
  }
  // `parent` is a version or a section; `words` are what the section holds.
  TinyGraph& Section(const std::string& key, const std::string& parent, const std::string& number,
                     const std::string& heading, std::string_view words, PropertyMap more = {}) {
    PropertyMap properties = Span(VersionOf(key), words);
    properties.Set("number", number);
    properties.Set("heading", heading);
    if (more.Find("kind") == nullptr) properties.Set("kind", "article");
    for (const auto& [name, value] : more) properties.Set(name, value);
    Node(key, {"Section"}, std::move(properties));
    return Edge(texts_.contains(parent) ? "HAS_SECTION" : "HAS_PART", parent, key);
  }
  TinyGraph& Measure(const std::string& key, const std::string& section, std::string_view words) {
    Node(key, {"Measure"}, Span(VersionOf(key), words));
    return Edge("STATES", section, key);
  }
  // A named forum or actor with the words that say so.
  TinyGraph& Involves(const std::string& from, const std::string& forum, const std::string& relation,
                      std::string_view words) {
    PropertyMap properties = Span(VersionOf(from), words);
    properties.Set("relation", relation);
    return Edge("INVOLVES_FORUM", from, forum, std::move(properties));
  }
  TinyGraph& Forum(const std::string& key, const std::string& name) {
    return Node(key, {"Actor", "Forum"}, {{"name", name}});
  }

  // A framework whose items are "title|text", with the ids 1, 2, ... below "KEY:".
  TinyGraph& Framework(const std::string& key, const std::vector<std::string>& items) {
    std::string text;
    for (const std::string& item : items) text += item + "\n";
    const std::string version = key + "@1";
    Node(key, {"ConceptScheme", "Document"}, {{"title", key}});
    Version(key, version, text);
    for (size_t i = 0; i < items.size(); ++i) {
      const std::string id = std::to_string(i + 1);
      const std::string title = items[i].substr(0, items[i].find('|'));
      const std::string section = version + ":" + id, curie = key + ":" + id;
      Section(section, version, id, title, items[i], {{"kind", "item"}, {"curie", curie}});
      Node(curie, {"Concept"}, {{"code", id}, {"label", title}, {"scheme", key}});
      Edge("DEFINES", section, curie).Edge("IN_SCHEME", curie, key);
    }
    return *this;
  }
  TinyGraph& Maps(const std::string& from, const std::string& predicate, const std::string& to,
                  PropertyMap more = {}) {
    more.Set("predicate", predicate);
    return Edge("MAPS_TO", from, to, std::move(more));
  }

  // What is built so far, in a memory store of its own; valid as long as this object.
  const Snapshot& Take() {
    store_ = NewMemoryStore();
    const auto applied = store_->Apply(batch_);
    EXPECT_TRUE(applied) << applied.error().ToString();
    snapshot_ = store_->TakeSnapshot();
    return *snapshot_;
  }

  // start and end of `words` in the version's text.
  PropertyMap Span(const std::string& version, std::string_view words) {
    const std::string& text = texts_[version];
    const size_t at = text.find(words);
    EXPECT_NE(at, std::string::npos) << "'" << words << "' does not stand in " << version;
    return {{"start", static_cast<int64_t>(at)}, {"end", static_cast<int64_t>(at + words.size())}};
  }
  const std::string& text(const std::string& version) { return texts_[version]; }
  GraphBatch& batch() { return batch_; }

 private:
  // The version key is everything before the last ":".
  static std::string VersionOf(const std::string& key) { return key.substr(0, key.rfind(':')); }

  GraphBatch batch_;
  std::map<std::string, std::string> texts_;
  std::unique_ptr<GraphStore> store_;
  std::unique_ptr<Snapshot> snapshot_;
};

}  // namespace concord::testing

#endif  // CONCORD_TESTS_QUERY_TINY_GRAPH_H_
