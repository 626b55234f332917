#include "query/suggestions/suggestion_stream.h"

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>
#include <istream>
#include <map>
#include <memory>
#include <ostream>

#include "base/line_reader.h"
#include "base/parameter.h"
#include "base/text.h"
#include "base/try.h"
#include "query/places/place.h"
#include "query/suggestions/suggestion_line.h"

namespace concord {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void WriteText(Writer& json, const char* name, std::string_view text) {
  json.Key(name);
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void WriteTexts(Writer& json, const char* name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  json.Key(name);
  json.StartArray();
  for (const std::string& text : texts)
    json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  json.EndArray();
}

// To six places: what the mathematical functions of two machines make of a number differs behind these.
double Rounded(double number) { return std::round(number * 1e6) / 1e6; }

class Stream {
 public:
  Stream(std::ostream& out, const Snapshot& snapshot, const SuggestionStreamOptions& options)
      : out_(out), snapshot_(snapshot), options_(options), places_(snapshot) {}

  Result<SuggestionStreamReport> Run(std::istream& in) {
    LineReader lines(in, options_.max_line_bytes);
    while (lines.Next()) {
      if (!lines.too_long() && Trim(lines.line()).empty()) continue;
      id_ = {};
      const Result<void> done =
          lines.too_long() ? Fail(ErrorCode::kLimit,
                                  fmt::format("the line is longer than {} bytes", options_.max_line_bytes))
                           : Answer(lines.line());
      if (done) {
        ++report_.answered;
      } else {
        ++report_.refused;
        WriteError(done.error(), lines.number());
      }
      out_.flush();
      if (!out_) return Fail(ErrorCode::kIo, "cannot write the rows");
    }
    return report_;
  }

 private:
  using Loaded = std::shared_ptr<const Framework>;

  Result<void> Answer(std::string_view text) {
    CONCORD_ASSIGN(SuggestionLine line, SuggestionLine::Parse(text));
    id_ = line.id;
    const std::string& against = line.b.empty() ? options_.against : line.b;
    if (against.empty()) return Fail(ErrorCode::kInvalid, "expected the key of a framework as \"b\"");
    CONCORD_ASSIGN(const Loaded b, Load(against));
    Loaded a = line.items ? std::make_shared<const Framework>(*std::move(line.items)) : nullptr;
    if (a == nullptr) {
      CONCORD_ASSIGN(a, Load(line.a));
    }
    SuggestionOptions wanted = options_.suggestions;
    CONCORD_ASSIGN(wanted.subjects, PlacesOf(line.subjects, *a, line.a.empty() ? "the line" : line.a));
    CONCORD_ASSIGN(const std::vector<uint32_t> objects, PlacesOf(line.objects, *b, against));
    if (!objects.empty()) {
      wanted.among.assign(b->items.size(), false);
      for (const uint32_t object : objects) wanted.among[object] = true;
      wanted.top = b->items.size();
      wanted.best_leaf = wanted.collapse = false;
    }
    CONCORD_ASSIGN(const std::vector<Suggestion> found, SuggestMappings(snapshot_, *a, *b, wanted));
    std::string rows;  // all of them or none
    for (const Suggestion& suggestion : found) CONCORD_TRY(AddRow(suggestion, *a, *b, &rows));
    rapidjson::StringBuffer buffer;
    Writer json(buffer);
    Begin("end", &json);
    WriteText(json, "b", b->key);
    json.Key("subjects");
    json.Uint64(wanted.subjects.empty() ? a->items.size() : wanted.subjects.size());
    json.Key("suggestions");
    json.Uint64(found.size());
    json.EndObject();
    out_ << rows << buffer.GetString() << '\n';
    return {};
  }

  Result<Loaded> Load(const std::string& key) {
    constexpr size_t kMostKept = 16;
    const auto known = frameworks_.find(key);
    if (known != frameworks_.end()) return known->second;
    CONCORD_ASSIGN(Framework framework, LoadFramework(snapshot_, key, false, &places_));
    if (frameworks_.size() >= kMostKept) frameworks_.clear();
    return frameworks_.emplace(key, std::make_shared<const Framework>(std::move(framework))).first->second;
  }

  static Result<std::vector<uint32_t>> PlacesOf(const std::vector<std::string>& ids,
                                                const Framework& framework, std::string_view name) {
    std::vector<uint32_t> places;
    for (const std::string& id : ids) {
      const Item* item = framework.Find(id);
      if (item == nullptr) return Fail(ErrorCode::kNotFound, fmt::format("{} has no item '{}'", name, id));
      places.push_back(static_cast<uint32_t>(item - framework.items.data()));
    }
    return places;
  }

  void Begin(const char* kind, Writer* json) const {
    json->StartObject();
    WriteText(*json, "kind", kind);
    if (!id_.empty()) WriteText(*json, "id", id_);
  }

  Result<void> AddRow(const Suggestion& suggestion, const Framework& a, const Framework& b,
                      std::string* rows) const {
    rapidjson::StringBuffer buffer;
    Writer json(buffer);
    Begin("suggestion", &json);
    WriteText(json, "subject", a.items[suggestion.subject].id);
    WriteText(json, "object", b.items[suggestion.object].id);
    json.Key("confidence");
    json.Double(Rounded(suggestion.confidence));
    WriteTexts(json, "words", suggestion.words);
    CONCORD_ASSIGN(const std::vector<std::string> concepts, KeysOf(suggestion.shared_concepts));
    WriteTexts(json, "shared_concepts", concepts);
    CONCORD_ASSIGN(const std::vector<std::string> through, KeysOf(suggestion.through));
    WriteTexts(json, "through", through);
    std::vector<std::string> same;
    for (const uint32_t object : suggestion.same) same.push_back(b.items[object].id);
    WriteTexts(json, "same", same);
    json.EndObject();
    rows->append(buffer.GetString(), buffer.GetSize()).push_back('\n');
    return {};
  }

  Result<std::vector<std::string>> KeysOf(const std::vector<NodeId>& nodes) const {
    std::vector<std::string> keys;
    for (const NodeId id : nodes) {
      CONCORD_ASSIGN(Node node, snapshot_.GetNode(id));
      keys.push_back(std::move(node.key));
    }
    return keys;
  }

  void WriteError(const Error& error, uint64_t line) {
    rapidjson::StringBuffer buffer;
    Writer json(buffer);
    Begin("error", &json);
    WriteText(json, "code", ErrorCodeName(error.code));
    WriteText(json, "reason", SpellParameters(error.message, Spelling::kTerminal));
    json.Key("line");
    json.Uint64(line);
    json.Key("column");
    json.Uint64(error.column);
    json.EndObject();
    out_ << buffer.GetString() << '\n';
  }

  std::ostream& out_;
  const Snapshot& snapshot_;
  const SuggestionStreamOptions& options_;
  Places places_;
  std::map<std::string, Loaded> frameworks_;
  std::string id_;  // of the line that is answered
  SuggestionStreamReport report_;
};

}  // namespace

Result<SuggestionStreamReport> SuggestStream(std::istream& in, std::ostream& out, const Snapshot& snapshot,
                                             const SuggestionStreamOptions& options) {
  return Stream(out, snapshot, options).Run(in);
}

}  // namespace concord
