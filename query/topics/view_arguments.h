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

  // Uses defaults for options that are absent. Fails with kUsage for words that are not a number or date.
  static Result<ViewArguments> Read(const Arguments& arguments, size_t top, size_t quotes);

  // Sets the argument `as_of` of an answer, and notes how many works were left out because they have no date.
  void Say(size_t undated, Answer* answer) const;
};

// The options of questions about one TOPIC.
inline constexpr QueryOption kThresholdOption = {
    "threshold", "SHARE",
    "for free text: least share of the words that a paragraph must have, with the headings above "
    "it (default 0.75; 1: all)"};
inline constexpr QueryOption kNearOption = {
    "near", "COSINE",
    "for free text, with a model: how near a paragraph's meaning must be (default 0.7; 1: not by meaning)"};
inline constexpr QueryOption kWithinOption = {"within", "N",
                                              "for free text: most words from the first to the last of them, "
                                              "'near' (default: 12 of two words, 100 of more) "
                                              "or 'paragraph' (anywhere in it and the headings above it)"};
inline constexpr QueryOption kAlsoOption = {"also", "WORDS,...", "for free text: what it is also called"};
inline constexpr QueryOption kDropOption = {
    "drop", "WORDS,...",
    "for free text: what it is not called, of what the answer says that it "
    "was read as"};
inline constexpr QueryOption kNoExpandOption = {"no-expand", "", "for free text: no other words for it"};
inline constexpr QueryOption kNoIndexOption = {
    "no-index", "", "read everything anew instead of what is saved for it; the answer is the same"};
// Which documents count.
inline constexpr QueryOption kTypeOption = {
    "type", "TYPE,...",
    "only these kinds of documents: law, treaty, declaration, ...; none: those that say no kind"};
inline constexpr QueryOption kDocumentsOption = {"documents", "KEY,...",
                                                 "only documents whose keys begin so"};
inline constexpr QueryOption kLanguageOption = {"language", "CODE,...",
                                                "only documents in these languages (en, fr)"};
inline constexpr QueryOption kSinceOption = {"since", "DATE", "only documents of this date and later"};
inline constexpr QueryOption kJurisdictionOption = {
    "jurisdiction", "KEY,...", "only documents of these issuers and of their parts (country:US, eu)"};
inline constexpr QueryOption kModelDirOption = {"model-dir", "DIR",
                                                "embedding model (else the installed one, if any)"};
// Also for the other questions that take a model.
inline constexpr QueryOption kEmbedderOption = {
    "embedder", "URL", "instead: a service like OpenAI's /v1/embeddings, which is sent the texts"};
inline constexpr QueryOption kEmbedderModelOption = {"embedder-model", "NAME",
                                                     "the model of --embedder, as the service calls it"};
inline constexpr QueryOption kNoModelOption = {"no-model", "", "for free text: words alone"};
inline constexpr QueryOption kAsOfOption = {"as-of", "DATE",
                                            "what was known then (2024, 2024-03 or 2024-03-21)"};

// All options of questions that read one TOPIC in the documents of the store, in the order of --help.
inline constexpr auto kTopicOptions = std::to_array<QueryOption>(
    {kThresholdOption, kNearOption, kWithinOption, kAlsoOption, kDropOption, kNoExpandOption, kNoIndexOption,
     kTypeOption, kDocumentsOption, kLanguageOption, kSinceOption, kJurisdictionOption, kModelDirOption,
     kEmbedderOption, kEmbedderModelOption, kNoModelOption});

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

// Cuts sorted lines to the first `top`. A note of the answer says how many more `what` there are.
template <typename Lines>
void KeepTop(size_t top, std::string_view what, Lines* lines, Answer* answer) {
  if (lines->size() <= top) return;
  answer->notes.push_back(fmt::format("{} more {} are not shown (--top)", lines->size() - top, what));
  lines->erase(lines->begin() + static_cast<ptrdiff_t>(top), lines->end());
}

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_VIEW_ARGUMENTS_H_
