#include "query/topics/view_arguments.h"

namespace concord {

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
  return given;
}

void ViewArguments::Say(size_t undated, Answer* answer) const {
  if (!as_of) return;
  answer->arguments.Set("as_of", *as_of);
  if (undated > 0) answer->notes.push_back(fmt::format("{} works have no date and are left out", undated));
}

Result<TopicOptions> TopicOptionsOf(const Arguments& arguments) {
  TopicOptions options;
  auto threshold = arguments.GetShare("threshold", options.threshold);
  if (!threshold) return tl::unexpected(threshold.error());
  auto near = arguments.GetShare("near", options.near);
  if (!near) return tl::unexpected(near.error());
  options.threshold = *threshold;
  options.near = *near;
  options.vectors = options.near < 1 ? arguments.vectors : nullptr;
  return options;
}

Result<Topic> AskedTopic(const Snapshot& snapshot, const Arguments& arguments) {
  auto options = TopicOptionsOf(arguments);
  if (!options) return tl::unexpected(options.error());
  return TopicFinder(snapshot, *options).Find(arguments.Text());
}

void SayTopic(const Topic& topic, Answer* answer) {
  answer->arguments.Set("topic", topic.name);
  if (!topic.label.empty()) answer->arguments.Set("label", topic.label);
  if (!topic.saved.empty()) {
    answer->arguments.Set("saved", topic.saved);
    answer->notes.push_back(fmt::format("{} is saved as: {}", topic.saved, topic.name));
  }
  for (const TopicTerm& term : topic.terms) {
    answer->notes.push_back(fmt::format("{} {} {}, with {} narrower concepts",
                                        term.minus ? "without" : "topic", term.key, term.label,
                                        term.concepts.size() - 1));
  }
  if (topic.is_concept) return;
  answer->arguments.Set("threshold", topic.threshold);
  if (topic.labels > 0) {
    answer->arguments.Set("labels_as_words", static_cast<int64_t>(topic.labels));
    answer->notes.push_back(
        fmt::format("nothing is classified by the scheme of these, so their labels ({}) are asked as words; "
                    "{} paragraphs "
                    "have at least {:.0f} % of the words of one (--threshold)",
                    topic.labels, topic.passages, 100 * topic.threshold));
    return;
  }
  for (const std::string& words : topic.silent)
    answer->notes.push_back(fmt::format("no paragraph speaks of '{}'", words));
  answer->notes.push_back(fmt::format(
      "free text: {} paragraphs have at least {:.0f} % of the words, by number and weight (--threshold)",
      topic.passages, 100 * topic.threshold));
  if (topic.near == 0) return;
  answer->arguments.Set("near", topic.near);
  answer->notes.push_back(
      fmt::format("{} more are near in meaning, by a cosine of at least {:.2f} (--near), of the {} that "
                  "share most with the words",
                  topic.near_passages, topic.near, kNearCandidates));
}

}  // namespace concord
