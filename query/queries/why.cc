#include <fmt/format.h>

#include <algorithm>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/places/lookup.h"
#include "query/places/walk.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/topics/evidence_reader.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"type", "TYPE", "Only edges of this type (INVOLVES_FORUM, REFERENCES, ...)"},
    {"top", "K", "Edges to explain (default 20)"},
};

// What a gate says, in words (datasets/README.md has the vocabulary); ingest writes the one that was met on
// the edges of ambiguous names.
std::string GateMeaning(std::string_view gate) {
  constexpr std::pair<std::string_view, std::string_view> kMeanings[] = {
      {"case", "the name stands in exactly these letters"},
      {"definition", "the document defines the words as this body"},
      {"issuer", "the document was issued by the body, or by one that it belongs to"},
      {"needs", "another name of the body, or a word that tells it from others, stands near by"},
      {"list", "it is one of an enumeration with another body"},
      {"opening", "it opens a resolution"}};
  for (const auto& [rule, meaning] : kMeanings) {
    if (gate.starts_with(rule)) return std::string(meaning);
  }
  return "the condition of the tables under which an ambiguous name counts";
}

// How a document says who issued it (docs/schema.md, ISSUED_BY).
std::string FormMeaning(std::string_view form) {
  constexpr std::pair<std::string_view, std::string_view> kMeanings[] = {
      {"formula", "the body opens the text and speaks: \"The General Assembly, Recalling\""},
      {"we", "the text says who \"we\" are"},
      {"members", "its members open the text and speak"},
      {"title", "the title names a document of the body"},
      {"released", "the text says that the body issued it"},
      {"alone", "a line of the title page is nothing but its name"}};
  for (const auto& [name, meaning] : kMeanings) {
    if (form == name) return std::string(meaning);
  }
  return {};
}

class WhyAnswer {
 public:
  WhyAnswer(const Snapshot& snapshot, Answer* answer)
      : snapshot_(snapshot), answer_(answer), reader_(snapshot, ViewArguments::kAll) {}

  Result<void> Explain(const Edge& edge) {
    auto from = snapshot_.GetNode(edge.from);
    if (!from) return tl::unexpected(from.error());
    auto to = snapshot_.GetNode(edge.to);
    if (!to) return tl::unexpected(to.error());
    auto place = reader_.places().Of(edge.from);
    if (!place) return tl::unexpected(place.error());
    Row& head = Put("edge", fmt::format("{} -{}-> {}", from->key, edge.type, to->key), (*place)->anchor);
    reader_.Begin(&head);
    if (auto done = reader_.AddEdge(edge.id, "value"); !done) return done;
    if (const auto span = SpanOf(edge.properties); span && (*place)->version != 0) {
      auto words = reader_.places().Text((*place)->version, span->start, span->end);
      if (!words) return tl::unexpected(words.error());
      Put("words", *words,
          fmt::format("bytes {} to {} of {}", span->start, span->end, (*place)->version_key));
    }
    if (auto done = PutTrigger(edge, **place); !done) return done;
    for (const Property& property : edge.properties) {
      const std::string& name = property.name;
      if (name == "start" || name == "end" || name.starts_with("trigger_")) continue;
      std::string meaning;
      if (name == "gate") meaning = GateMeaning(property.value.ToString());
      if (name == "method") meaning = "rule, human, import or model";
      if (name == "relation") meaning = "how the text names it";
      if (name == "form") meaning = FormMeaning(property.value.ToString());
      if (name == "source") meaning = "the file that says so";
      Put(name, property.value.ToString(), meaning);
    }
    // Names under which the body is known, where the words are one of them.
    if (const Value* aliases = to->properties.Find(property::aliases);
        aliases != nullptr && aliases->type() == Value::Type::kList) {
      Put("known as", Value(aliases->as_list()).ToString(),
          std::string(to->properties.FindString(property::name)));
    }
    return {};
  }

 private:
  Row& Put(std::string_view what, std::string value, std::string meaning) {
    Row row;
    row.cells = {what, std::move(value), meaning.empty() ? Value() : Value(std::move(meaning))};
    answer_->rows.push_back(std::move(row));
    return answer_->rows.back();
  }

  // The words that gave the relation: "under", "in cooperation with".
  Result<void> PutTrigger(const Edge& edge, const Place& place) {
    const Value* start = edge.properties.Find(property::trigger_start);
    const Value* end = edge.properties.Find(property::trigger_end);
    if (start == nullptr || end == nullptr || place.version == 0) return {};
    auto words = reader_.places().Text(place.version, static_cast<uint64_t>(start->as_int()),
                                       static_cast<uint64_t>(end->as_int()));
    if (!words) return tl::unexpected(words.error());
    Put("trigger", *words, fmt::format("bytes {} to {}", start->as_int(), end->as_int()));
    return {};
  }

  const Snapshot& snapshot_;
  Answer* answer_;
  EvidenceReader reader_;
};

}  // namespace

Result<Answer> AnswerWhy(const Snapshot& snapshot, const WhyOptions& options) {
  auto from = FindNamed(snapshot, options.from);
  if (!from) return tl::unexpected(from.error());
  auto to = FindNamed(snapshot, options.to);
  if (!to) return tl::unexpected(to.error());

  // A document stands for everything below it.
  auto below = Below(snapshot, *from);
  if (!below) return tl::unexpected(below.error());
  std::vector<EdgeId> edges;
  for (const NodeId node : *below) {
    auto done = snapshot.ForEachAdjacent(node, Direction::kOut, std::nullopt, [&](const Adjacent& adjacent) {
      if (adjacent.node == *to) edges.push_back(adjacent.edge);
      return true;
    });
    if (!done) return tl::unexpected(done.error());
  }
  std::sort(edges.begin(), edges.end());
  Answer answer;
  answer.query = "why";
  answer.columns = {{"what", "", false}, {"value", "", false}, {"meaning", "", false}};
  answer.arguments.Set("from", options.from);
  answer.arguments.Set("to", options.to);
  answer.nodes = {std::min(*from, *to), std::max(*from, *to)};
  WhyAnswer why(snapshot, &answer);
  size_t explained = 0, more = 0;
  for (const EdgeId id : edges) {
    auto edge = snapshot.GetEdge(id);
    if (!edge) return tl::unexpected(edge.error());
    if (!options.type.empty() && edge->type != options.type) continue;
    if (explained == options.top) {
      ++more;
      continue;
    }
    ++explained;
    if (auto done = why.Explain(*edge); !done) return tl::unexpected(done.error());
  }
  if (more > 0)
    answer.notes.push_back(MakeNote("rows-left-out", "{} not explained (" PARAMETER("top") ")",
                                    Counting{more, "more edge is", "more edges are"}));
  if (explained == 0) {
    return Fail(
        ErrorCode::kNotFound,
        fmt::format(
            "no edge leads from '{}', or from a part of it, to '{}'; `paths` follows chains of mappings, and "
            "`map` makes suggestions",
            options.from, options.to));
  }
  return answer;
}

namespace {

Result<Answer> RunWhy(const Snapshot& snapshot, const Arguments& arguments) {
  if (arguments.words.size() != 2) {
    return Fail(ErrorCode::kUsage, fmt::format("why needs the two ends of an edge, found {}",
                                               Counted(arguments.words.size(), "word")));
  }
  WhyOptions options;
  options.from = arguments.words[0];
  options.to = arguments.words[1];
  options.type = arguments.Get("type");
  CONCORD_ASSIGN(options.top, arguments.GetInt("top", 20, 1, 1'000'000));
  return AnswerWhy(snapshot, options);
}

}  // namespace

const Query kwhyQuery = {
    "why",     "Explain an edge: the words behind it, the rule that made it, and its source",
    "FROM TO", "why meridian-convention oecd\nwhy meridian-convention oecd --type INVOLVES_FORUM",
    kOptions,  RunWhy,
};

}  // namespace concord
