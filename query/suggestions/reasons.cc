#include "query/suggestions/reasons.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "query/text/title_code.h"

namespace concord {
namespace {

// Standard deviations above all other objects, from which a part is worth a word.
constexpr double kAlike = 1.5, kClose = 2.5;
constexpr double kOften = 1;  // e times as often as the mean item

// The title of what an item hangs under; empty when that is nothing, or a code.
std::string_view Above(const Framework& framework, const Item& item) {
  if (item.parent >= 0) {
    const Item& above = framework.items[static_cast<size_t>(item.parent)];
    return WithoutCode(above.title, above.id).empty() ? std::string_view() : above.title;
  }
  constexpr std::string_view kPathJoint = " > ";  // as LoadFramework joins them
  const std::string_view path = item.path;
  const size_t last = path.rfind(kPathJoint);
  const std::string_view title =
      last == std::string_view::npos ? path : path.substr(last + kPathJoint.size());
  return WithoutCode(title, "").empty() ? std::string_view() : title;
}

// Ends of sentences, of a text without control characters: behind a mark and before a blank.
std::vector<std::string_view> SentencesOf(std::string_view text) {
  constexpr std::string_view kEnds = ".;!?";
  std::vector<std::string_view> sentences;
  size_t start = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    const bool line = text[at] == '\n';
    if (!line && !(text[at] == ' ' && at > start && kEnds.find(text[at - 1]) != std::string_view::npos))
      continue;
    if (const std::string_view one = Trim(text.substr(start, at - start)); !one.empty())
      sentences.push_back(one);
    start = at + 1;
  }
  if (const std::string_view last = Trim(text.substr(start)); !last.empty()) sentences.push_back(last);
  return sentences;
}

}  // namespace

const std::map<std::string, std::string, std::less<>>& Reasons::WrittenBy(const Item& item) {
  const auto [at, fresh] = written_.try_emplace(&item);
  if (!fresh) return at->second;
  for (const std::string* part : {&item.title, &item.text}) {
    std::vector<Term> terms;
    words_.Read(*part, &terms);
    for (const Term& term : terms)
      at->second.try_emplace(words_.Name(term.id), part->substr(term.start, term.end - term.start));
  }
  return at->second;
}

std::vector<std::string> Reasons::SharedWords(const Suggestion& suggestion) {
  const auto& of_object = WrittenBy(b_.items[suggestion.object]);
  const auto& of_subject = WrittenBy(a_.items[suggestion.subject]);
  std::vector<std::string> shared;
  for (const std::string& stem : suggestion.words) {
    const std::string* word = &stem;
    for (const auto* written : {&of_subject, &of_object}) {
      if (const auto found = written->find(stem); found != written->end()) word = &found->second;
    }
    shared.push_back(*word);
  }
  return shared;
}

std::string Reasons::Text(const Suggestion& suggestion) {
  std::vector<std::string> reasons;
  if (!suggestion.words.empty())
    reasons.push_back(fmt::format("both say {}", fmt::join(SharedWords(suggestion), ", ")));
  if (suggestion.components) {
    const Suggestion::Components& parts = *suggestion.components;
    const std::string_view above_a = Above(a_, a_.items[suggestion.subject]),
                           above_b = Above(b_, b_.items[suggestion.object]);
    if (parts.parent >= kAlike && !above_a.empty() && !above_b.empty())
      reasons.push_back(fmt::format("under like headings: “{}” and “{}”", above_a, above_b));
    if (parts.siblings >= kAlike) reasons.emplace_back("the items beside them are alike too");
    if (parts.vectors >= kClose) reasons.emplace_back("close in meaning");
    if (parts.mapped >= kOften) reasons.emplace_back("other frameworks are mapped to it often");
    if (reasons.empty()) reasons.emplace_back("nearest in meaning, though not near");
  }
  return fmt::format("{}", fmt::join(reasons, "; "));
}

std::string Reasons::SentenceWith(const Item& item, const std::vector<std::string>& stems) {
  std::string_view best;
  size_t most = 0;
  for (const std::string_view sentence : SentencesOf(item.text)) {
    std::set<std::string_view> has;
    for (const TermId term : words_.Read(sentence)) {
      if (std::ranges::find(stems, words_.Name(term)) != stems.end()) has.insert(words_.Name(term));
    }
    if (has.size() > most) most = has.size(), best = sentence;
  }
  return std::string(best);
}

Reasons::Sentences Reasons::NearestSentences(const Suggestion& suggestion) {
  return {SentenceWith(a_.items[suggestion.subject], suggestion.words),
          SentenceWith(b_.items[suggestion.object], suggestion.words)};
}

}  // namespace concord
