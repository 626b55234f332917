#include "query/topics/view_arguments.h"

#include <fmt/ranges.h>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/text.h"

namespace concord {
namespace {

std::vector<std::string> ListIn(std::string_view text) {
  std::vector<std::string> parts;
  for (const std::string_view part : Split(text, ',')) {
    if (!Trim(part).empty()) parts.emplace_back(Trim(part));
  }
  return parts;
}

// How the words were read: one line for each operand, and for what finds something.
void SayWordings(const Topic& topic, Answer* answer) {
  List reading;
  std::string line;
  std::vector<std::string> unused;
  const auto finish = [&] {
    if (!line.empty()) answer->notes.push_back(MakeNote("topic-read-as", "{}", line));
    line.clear();
  };
  for (const Wording& wording : topic.wordings) {
    const bool asked = wording.source == "asked";
    PropertyMap entry = {{"words", wording.text},
                         {"source", wording.source},
                         {"passages", static_cast<int64_t>(wording.passages)}};
    if (!asked) entry.Set("of", wording.of);
    reading.emplace_back(std::move(entry));
    if (asked) {
      finish();
      line = fmt::format("read as: {} ({})", wording.text, Counted(wording.passages, "paragraph"));
    } else if (wording.passages > 0) {
      line +=
          fmt::format(", {} ({} of {}, {} more)", wording.text, wording.source, wording.of, wording.passages);
    } else {
      unused.push_back(wording.text);
    }
  }
  finish();
  if (!unused.empty())
    answer->notes.push_back(MakeNote("words-without-results", "also searched, without further results: {}",
                                     fmt::join(unused, ", ")));
  if (topic.wordings.size() > 1)
    answer->notes.push_back(MakeNote(
        "how-to-read-otherwise",
        PARAMETER("drop") ", " PARAMETER("also") " and " PARAMETER("no-expand") " change how it is read"));
  answer->arguments.Set("reading", std::move(reading));
}

}  // namespace

Result<ViewArguments> ViewArguments::Read(const Arguments& arguments, size_t top, size_t quotes) {
  constexpr int64_t kMost = 1'000'000;
  ViewArguments given;
  auto rows = arguments.GetInt("top", static_cast<int64_t>(top), 1, kMost);
  if (!rows) return tl::unexpected(rows.error());
  given.top = static_cast<size_t>(*rows);
  given.quotes = kAll;
  // A file of the evidence is no proof when it lacks some.
  const std::string_view format = arguments.Get("format");
  const bool whole = !arguments.Has("evidence") && (format == "xlsx" || format == "evidence-csv");
  if (!whole && arguments.Get("evidence") != "all") {
    auto some = arguments.GetInt("evidence", static_cast<int64_t>(quotes), 0, kMost);
    if (!some) return Fail(ErrorCode::kUsage, some.error().message + ", or 'all'");
    given.quotes = static_cast<size_t>(*some);
  }
  auto as_of = arguments.GetDate("as-of");
  if (!as_of) return tl::unexpected(as_of.error());
  given.as_of = *as_of;
  auto since = arguments.GetDate("since");
  if (!since) return tl::unexpected(since.error());
  given.since = *since;
  if (arguments.Has("no-index")) given.arrays = ArraySource::kMade;
  given.drafts = arguments.Has("drafts");
  given.types = ListIn(arguments.Get("type"));
  given.languages = ListIn(arguments.Get("language"));
  given.documents = ListIn(arguments.Get("documents"));
  given.jurisdictions = ListIn(arguments.Get("jurisdiction"));
  return given;
}

void ViewArguments::Say(size_t undated, Answer* answer) const {
  const auto set = [&](std::string_view name, const std::vector<std::string>& some) {
    if (some.empty()) return;
    List list;
    for (const std::string& one : some) list.emplace_back(one);
    answer->arguments.Set(name, std::move(list));
    answer->notes.push_back(
        MakeNote("documents-selected", "only documents {}: {}",
                 name == "documents" ? std::string("whose key starts with") : fmt::format("of this {}", name),
                 fmt::join(some, ", ")));
  };
  set("type", types);
  set("language", languages);
  set("documents", documents);
  set("jurisdiction", jurisdictions);
  if (since) answer->arguments.Set("since", *since);
  if (as_of) answer->arguments.Set("as_of", *as_of);
  if (!as_of && !since) return;
  if (undated > 0)
    answer->notes.push_back(
        MakeNote("undated-left-out", "{} left out",
                 Counting{undated, "document without a date is", "documents without a date are"}));
}

Result<TopicOptions> TopicOptionsOf(const Arguments& arguments) {
  TopicOptions options;
  auto threshold = arguments.GetShare("threshold", options.threshold);
  if (!threshold) return tl::unexpected(threshold.error());
  auto near = arguments.GetShare("near", options.near);
  if (!near) return tl::unexpected(near.error());
  if (const std::string_view within = arguments.Get("within", "near"); within == "paragraph") {
    options.window = 0;
  } else if (within != "near") {
    auto window = arguments.GetInt("within", 0, 1, 10'000);
    if (!window) return Fail(ErrorCode::kUsage, window.error().message + ", 'near' or 'paragraph'");
    options.window = static_cast<size_t>(*window);
  }
  options.wordings.expand = !arguments.Has("no-expand");
  options.wordings.drop = ListIn(arguments.Get("drop"));
  options.wordings.add = ListIn(arguments.Get("also"));
  options.threshold = *threshold;
  options.near = *near;
  options.arrays = arguments.Has("no-index") ? ArraySource::kMade : ArraySource::kSaved;
  options.vectors = options.near < 1 ? arguments.vectors : nullptr;
  return options;
}

void SayTopic(const Topic& topic, Answer* answer) {
  answer->arguments.Set("topic", topic.name);
  if (!topic.label.empty()) answer->arguments.Set("label", topic.label);
  if (!topic.saved.empty()) {
    answer->arguments.Set("saved", topic.saved);
    answer->notes.push_back(MakeNote("saved-topic", "{} is saved as: {}", topic.saved, topic.name));
  }
  for (const TopicTerm& term : topic.terms) {
    answer->notes.push_back(MakeNote("topic-concept", "{} {} {}, with {}", term.minus ? "without" : "topic",
                                     term.key, term.label,
                                     Counting{term.concepts.size() - 1, "narrower concept"}));
  }
  if (topic.is_concept) return;
  answer->arguments.Set("threshold", topic.threshold);
  if (topic.labels > 0) {
    answer->arguments.Set("labels_as_words", static_cast<int64_t>(topic.labels));
    answer->notes.push_back(MakeNote(
        "labels-as-words",
        "no text is classified under these concepts, so their labels ({}) were searched as words; "
        "{} at least {:.0f} % of the words of one (" PARAMETER("threshold") ")",
        topic.labels, Counting{topic.passages, "paragraph has", "paragraphs have"}, 100 * topic.threshold));
    return;
  }
  SayWordings(topic, answer);
  for (const std::string& words : topic.silent)
    answer->notes.push_back(MakeNote("words-not-found", "no paragraph mentions '{}'", words));
  answer->notes.push_back(MakeNote("paragraphs-found",
                                   "{} at least {:.0f} % of the words (" PARAMETER(
                                       "threshold") "), counted by number and weighted by rarity",
                                   Counting{topic.passages, "paragraph contains", "paragraphs contain"},
                                   100 * topic.threshold));
  if (topic.near == 0) return;
  answer->arguments.Set("near", topic.near);
  answer->notes.push_back(MakeNote("near-in-meaning",
                                   "{} near in meaning, by a cosine of at least {:.2f} (" PARAMETER(
                                       "near") "), of the {} that share most with the words",
                                   Counting{topic.near_passages, "more is", "more are"}, topic.near,
                                   kNearCandidates));
}

}  // namespace concord
