// Small stores of random texts: works with editions, nested sections, headings, measures and bodies.
#ifndef CONCORD_TESTS_QUERY_INDEX_RANDOM_TEXTS_H_
#define CONCORD_TESTS_QUERY_INDEX_RANDOM_TEXTS_H_

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "graph/batch.h"

namespace concord::testing {

// One work each time, in a batch of its own, which is the unit of its key.
class RandomTexts {
 public:
  explicit RandomTexts(uint32_t seed) : random_(seed) {}

  GraphBatch Bodies() const {
    GraphBatch batch;
    for (const std::string name : {"heron", "otter", "marsh"}) {
      batch.nodes.push_back(
          {"body:" + name, {"Actor", "Forum"}, {{"name", name + " council"}}, Lifetime::kPermanent});
    }
    batch.edges.push_back({"MEMBER_OF", "body:heron", "body:otter", {{"valid_to", "2020"}}});
    batch.edges.push_back({"MEMBER_OF", "body:marsh", "body:otter", {{"valid_from", "2019-05"}}});
    batch.edges.push_back({"PART_OF", "body:marsh", "body:heron", {}});
    return batch;
  }

  GraphBatch Work(const std::string& key) {
    GraphBatch batch;
    batch.unit = key;
    batch.nodes.push_back({key, {"Document"}, {{"title", Words(2)}, {"issued", Year()}}, Lifetime::kOwned});
    batch.edges.push_back({"ISSUED_BY", key, Body(), {{"source", "list.tsv:1"}}});
    for (int edition = 0, editions = Upto(2); edition <= editions; ++edition) {
      if (Upto(5) == 0) break;  // a work that is only cited
      const std::string version = key + "@" + std::to_string(edition);
      batch.nodes.push_back({version, {"Version"}, {{"date", Year()}}, Lifetime::kOwned});
      batch.edges.push_back({"HAS_VERSION", key, version, {}});
      std::string text = Upto(2) == 0 ? Words(3) + "\n" : "";
      for (int i = 0, sections = Upto(3); i <= sections; ++i)
        Section(version, version + ":" + std::to_string(i), "HAS_SECTION", 0, &text, &batch);
      if (Upto(2) == 0) text += "\n" + Words(4);
      batch.blobs.push_back({version, "text", text});
    }
    return batch;
  }

  int Upto(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }

 private:
  std::string Words(int count) {
    static const std::vector<std::string> kWords = {
        "heron", "herons", "the",   "marsh",   "of",      "otters",  "shall",  "counting", "counted",
        "a",     "reeds",  "Dépôt", "defence", "defense", "aquatic", "plants", "QAHC",     "LAWS",
        "laws",  "5G",     "river", "banks",   "not",     "nests",   "x",      "council"};
    std::string words;
    for (int i = 0; i < count; ++i) {
      if (!words.empty()) words += Upto(9) == 0 ? ". " : Upto(15) == 0 ? "\n" : " ";
      words += kWords[static_cast<size_t>(Upto(static_cast<int>(kWords.size()) - 1))];
    }
    if (Upto(12) == 0) words += " quiet aquatic heron counters (QAHC)";
    return words;
  }
  std::string Year() { return std::to_string(2015 + Upto(9)); }
  std::string Body() { return std::vector<std::string>{"body:heron", "body:otter", "body:marsh"}[Upto(2)]; }

  static PropertyMap Span(size_t start, size_t end) {
    return {{"start", static_cast<int64_t>(start)}, {"end", static_cast<int64_t>(end)}};
  }

  void Section(const std::string& above, const std::string& key, const std::string& type, int depth,
               std::string* text, GraphBatch* batch) {
    const size_t start = text->size();
    const std::string heading = Upto(3) == 0 ? "" : Words(2);
    *text += heading + "\n";
    const size_t first = text->size();
    *text += Words(Upto(12)) + ".\n";
    std::vector<std::pair<size_t, size_t>> stated;
    for (int i = 0, measures = Upto(2); i < measures; ++i) {
      const size_t begin = text->size();
      *text += Words(6);
      stated.emplace_back(begin, text->size());
      *text += ".\n";
    }
    for (int i = 0, parts = depth < 2 ? Upto(2) : 0; i < parts; ++i)
      Section(key, key + "." + std::to_string(i), "HAS_PART", depth + 1, text, batch);
    if (Upto(2) == 0) *text += Words(5) + "\n";
    PropertyMap properties = Span(start, text->size());
    if (!heading.empty()) {
      properties.Set("heading", heading);
      properties.Set("heading_start", static_cast<int64_t>(start));
      properties.Set("heading_end", static_cast<int64_t>(first - 1));
    }
    batch->nodes.push_back({key, {"Section"}, std::move(properties), Lifetime::kOwned});
    batch->edges.push_back({type, above, key, {}});
    for (size_t i = 0; i < stated.size(); ++i) {
      const std::string measure = key + "#" + std::to_string(i);
      PropertyMap span = Span(stated[i].first, stated[i].second);
      span.Set("strength", Upto(1) == 0 ? "binding" : "soft");
      batch->nodes.push_back({measure, {"Measure"}, span, Lifetime::kOwned});
      batch->edges.push_back({"STATES", key, measure, {}});
      span.Set("relation", Upto(1) == 0 ? "venue" : "partner");
      if (Upto(1) == 0) batch->edges.push_back({"INVOLVES_FORUM", measure, Body(), span});
    }
  }

  std::mt19937 random_;
};

}  // namespace concord::testing

#endif  // CONCORD_TESTS_QUERY_INDEX_RANDOM_TEXTS_H_
