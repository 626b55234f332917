// What the questions about coverage share: how much to show, how much to prove, and as of when.
#ifndef CONCORD_QUERY_TOPICS_VIEW_ARGUMENTS_H_
#define CONCORD_QUERY_TOPICS_VIEW_ARGUMENTS_H_

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/parameter.h"
#include "base/result.h"
#include "query/query.h"
#include "query/topics/topic.h"

namespace concord {

struct ViewArguments {
  static constexpr size_t kAll = std::numeric_limits<size_t>::max();

  size_t top = 0;
  size_t quotes = 0;  // passages for each number; kAll for "all" and for files of evidence
  std::optional<Date> as_of = {};
  std::optional<Date> since = {};
  std::vector<std::string> types = {}, languages = {}, documents = {}, jurisdictions = {};
  ArraySource arrays = ArraySource::kSaved;  // kMade with --no-index
  bool drafts = false;                       // a draft counts beside its final text

  // Uses defaults for options that are absent. Fails with kUsage for words that are not a number or date.
  static Result<ViewArguments> Read(const Arguments& arguments, size_t top, size_t quotes);

  // Sets the argument `as_of` of an answer, and notes how many works were left out because they have no date.
  void Say(size_t undated, Answer* answer) const;
};

// The options of questions about one TOPIC.
inline constexpr QueryOption kThresholdOption = {"threshold", "SHARE",
                                                 "Free text: share of the words that a paragraph must "
                                                 "contain, counting the headings above it (default 0.75; "
                                                 "1: all words)"};
inline constexpr QueryOption kNearOption = {
    "near", "COSINE",
    "Free text, with a model: how similar in meaning a paragraph must be (default 0.7; 1: match words only)"};
inline constexpr QueryOption kWithinOption = {
    "within", "N",
    "Free text: most words from the first match to the last; 'near' (the default: 12 for two words, 2 for an "
    "adjective with its noun, 100 for more) "
    "or 'paragraph' (anywhere in the paragraph and the headings above it)"};
inline constexpr QueryOption kAlsoOption = {"also", "WORDS,...", "Free text: further words for the topic"};
inline constexpr QueryOption kDropOption = {
    "drop", "WORDS,...", "Free text: ignore these of the words that the answer says it searched for"};
inline constexpr QueryOption kNoExpandOption = {"no-expand", "",
                                                "Free text: search for your words only, not for synonyms"};
inline constexpr QueryOption kNoIndexOption = {
    "no-index", "", "Read all texts instead of the saved index; slower, with the same answer"};
// Which documents count.
inline constexpr QueryOption kTypeOption = {
    "type", "TYPE,...",
    "Only documents of these kinds: law, treaty, declaration, dataset, catalogue, register, ...; none: of "
    "unknown kind; any: also datasets, catalogues and registers, in which words are not looked for "
    "otherwise"};
inline constexpr QueryOption kDocumentsOption = {"documents", "KEY,...",
                                                 "Only documents whose key starts with one of these"};
inline constexpr QueryOption kLanguageOption = {"language", "CODE,...",
                                                "Only documents in these languages (en, fr)"};
inline constexpr QueryOption kSinceOption = {"since", "DATE", "Only documents of this date or later"};
inline constexpr QueryOption kJurisdictionOption = {
    "jurisdiction", "KEY,...", "Only documents of these issuers and of their parts (country:US, eu)"};
inline constexpr QueryOption kDraftsOption = {
    "drafts", "", "Count drafts also if the store has the final text: same title and issuer"};
inline constexpr QueryOption kModelDirOption = {"model-dir", "DIR",
                                                "Folder of an embedding model (default: the installed one)"};
// Also for the other questions that take a model.
inline constexpr QueryOption kEmbedderOption = {
    "embedder", "URL",
    "Use an embedding service with the interface of OpenAI's /v1/embeddings instead; it receives the texts"};
inline constexpr QueryOption kEmbedderModelOption = {"embedder-model", "NAME",
                                                     "Name of the model at " PARAMETER("embedder")};
inline constexpr QueryOption kNoModelOption = {"no-model", "", "Use no embedding model: match words only"};
inline constexpr QueryOption kAsOfOption = {
    "as-of", "DATE", "Answer with what was known on this date (2024, 2024-03 or 2024-03-21)"};

// All options of questions that read one TOPIC in the documents of the store, in the order of --help.
inline constexpr auto kTopicOptions = std::to_array<QueryOption>(
    {kThresholdOption, kNearOption, kWithinOption, kAlsoOption, kDropOption, kNoExpandOption, kNoIndexOption,
     kTypeOption, kDocumentsOption, kLanguageOption, kSinceOption, kJurisdictionOption, kDraftsOption,
     kModelDirOption, kEmbedderOption, kEmbedderModelOption, kNoModelOption});

// Some options after one another, as one table.
template <size_t... Sizes>
constexpr auto JoinOptions(const std::array<QueryOption, Sizes>&... tables) {
  std::array<QueryOption, (Sizes + ...)> joined;
  size_t at = 0;
  ((at = static_cast<size_t>(std::copy(tables.begin(), tables.end(), joined.begin() + at) - joined.begin())),
   ...);
  return joined;
}

// The values of these options. Fails with kUsage for a share that is not a number from 0 to 1.
Result<TopicOptions> TopicOptionsOf(const Arguments& arguments);
// Sets topic, label, saved, threshold and near, and adds notes on how the topic was understood.
void SayTopic(const Topic& topic, Answer* answer);

// Cuts sorted lines to the first `top`. A note of the answer says how many more there are of what is called
// `one` and `many`.
template <typename Lines>
void KeepTop(size_t top, std::string_view one, std::string_view many, Lines* lines, Answer* answer) {
  if (lines->size() <= top) return;
  const size_t left = lines->size() - top;
  answer->notes.push_back(MakeNote("rows-left-out", "{} more {} not shown (" PARAMETER("top") ")", left,
                                   left == 1 ? fmt::format("{} is", one) : fmt::format("{} are", many)));
  lines->erase(lines->begin() + static_cast<ptrdiff_t>(top), lines->end());
}

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_VIEW_ARGUMENTS_H_
