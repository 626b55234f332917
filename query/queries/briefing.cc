#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/parameter.h"
#include "base/text.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/briefing/briefing_docx.h"
#include "query/briefing/briefing_markdown.h"
#include "query/index/acronym.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/topics/topic_marks.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

constexpr size_t kQuotes = 5;

constexpr auto kOptions = JoinOptions(
    std::to_array<QueryOption>({
        {"top", "K", "Forums to show (default 15)"},
        {"of", "BODY,...", "Only these forums, including silent ones: keys, names, or members:BODY"},
        {"no-fold", "", "Give each body a row, also where one that it is part of has all its documents"},
    }),
    kTopicOptions,
    std::to_array<QueryOption>({
        kAsOfOption,
        {"format", "FORMAT",
         "Write md (the default), docx (a Word document), csv, evidence-csv or xlsx (a workbook with the "
         "evidence)"},
    }));

// Whether a row's body is a forum, by its key.
Result<std::set<std::string>> ForumsOf(const Snapshot& snapshot, const Answer& forums) {
  std::set<std::string> keys;
  for (const Row& row : forums.rows) {
    const std::string key = row.cells.front().ToString();
    auto id = snapshot.FindNode(key);
    if (!id) return tl::unexpected(id.error());
    if (!*id) continue;
    auto node = snapshot.GetNode(**id);
    if (!node) return tl::unexpected(node.error());
    if (node->HasLabel(label::Forum)) keys.insert(key);
  }
  return keys;
}

// Headings and entries of an index say little.
bool EndsAsASentence(std::string_view quote) {
  while (!quote.empty() && std::string_view(" \n\t)\"").find(quote.back()) != std::string_view::npos)
    quote.remove_suffix(1);
  return !quote.empty() && std::string_view(".;:!?").find(quote.back()) != std::string_view::npos;
}

// Whether words of the topic stand next to each other, as they were asked or in another wording of several
// words. What has them apart may speak of something else.
bool HasPhrase(const Answer& answer, const Evidence& evidence, const std::vector<TopicMark>& marks) {
  const Value* topic = answer.arguments.Find("topic");
  if (topic == nullptr || topic->ToString().find(' ') == std::string::npos) return true;
  constexpr size_t kBetween = 4;  // "of", "to", a hyphen
  const std::string_view quote = evidence.quote;
  size_t end = std::string_view::npos;
  for (const TopicMark& mark : marks) {
    if (mark.relation || mark.end > quote.size()) continue;
    const std::string_view words = quote.substr(mark.start, mark.end - mark.start);
    if (words.find_first_of(" -") != std::string_view::npos || IsAcronym(words)) return true;
    if (end != std::string_view::npos && mark.start - end <= kBetween) return true;
    end = mark.end;
  }
  return false;
}

// Of what forums issued before what others did, and of that before what is only named; one a document, of
// readable length, with the topic's words in it, side by side where there are such.
std::vector<std::pair<const Row*, const Evidence*>> TellingQuotes(const Answer& forums,
                                                                  const std::set<std::string>& keys) {
  constexpr size_t kShort = 60, kLong = 900;
  std::vector<std::pair<const Row*, const Evidence*>> chosen;
  std::set<std::string> documents, bodies, texts;
  const auto choose = [&](bool issued, bool phrase, bool sentence, bool forum, bool once) {
    for (const Row& row : forums.rows) {
      const std::string body = row.cells.front().ToString();
      if (keys.contains(body) != forum) continue;
      for (const Evidence& evidence : row.evidence) {
        if (chosen.size() == kQuotes) return;
        const bool fits = evidence.quote.size() >= kShort && evidence.quote.size() <= kLong;
        if ((evidence.column == "issued") != issued || !fits || EndsAsASentence(evidence.quote) != sentence)
          continue;
        if (documents.contains(evidence.document) || (once && bodies.contains(body))) continue;
        const auto marks = MarksOf(forums, evidence);
        if (std::ranges::all_of(marks, [](const auto& mark) { return mark.relation; })) continue;
        if (HasPhrase(forums, evidence, marks) != phrase) continue;
        // The same words again, from another edition, tell nothing more.
        if (!texts.insert(CollapseSpace(evidence.quote)).second) continue;
        documents.insert(evidence.document);
        bodies.insert(body);
        chosen.emplace_back(&row, &evidence);
      }
    }
  };
  for (const bool issued : {true, false}) {
    for (const bool phrase : {true, false}) {
      for (const bool sentence : {true, false}) {
        for (const bool forum : {true, false}) {
          for (const bool once : {true, false})
            choose(issued, phrase, sentence, forum, once);  // a body once, while there are others
        }
      }
    }
  }
  return chosen;
}

Value CellOf(const Answer& answer, const Row& row, std::string_view column) {
  const size_t at = ColumnOf(answer, column);
  return at < row.cells.size() ? row.cells[at] : Value();
}

}  // namespace

Result<Answer> AnswerBriefing(const Snapshot& snapshot, const BriefingOptions& options) {
  ForumsOptions forums_options{
      .topic = options.topic, .bodies = options.bodies, .fold = options.fold, .reading = options.reading};
  forums_options.view = options.view;
  forums_options.view.quotes = std::max(options.view.quotes, kQuotes);  // to choose from
  auto forums = AnswerForums(snapshot, forums_options);
  if (!forums) return forums;
  TimelineOptions timeline_options{.topic = options.topic, .reading = options.reading};
  timeline_options.view = options.view;
  timeline_options.view.quotes = 0;
  auto timeline = AnswerTimeline(snapshot, timeline_options);
  if (!timeline) return timeline;

  Answer answer;
  answer.query = "briefing";
  answer.arguments = forums->arguments;
  answer.nodes = forums->nodes;
  answer.columns = {{"group", "", false},     {"what", "", false},  {"title", "", false},
                    {"state", "", false},     {"issued", "", true}, {"named_in", "named in", true},
                    {"first", "", false},     {"last", "", false},  {"text", "", false, true},
                    {"with", "", false, true}};
  const auto put = [&](std::string_view group, std::string_view text) {
    Row row;
    row.cells = {group, {}, {}, {}, {}, {}, {}, {}, text, {}};
    answer.rows.push_back(std::move(row));
  };
  // What is not there is what a reader has to know before the numbers.
  const auto missing = [](const Note& note) {
    constexpr std::string_view kMissing[] = {"issuer-unknown",    "no-text",         "undated-left-out",
                                             "datasets-left-out", "drafts-left-out", "words-not-found"};
    return std::ranges::find(kMissing, note.code) != std::end(kMissing);
  };
  SpellParameters(Spelling::kOmit, &forums->notes);
  // How the question was read comes first. The table shows the rest.
  const auto of_table = [](const Note& note) {
    return note.code == "bodies-folded" || note.code == "issuers-not-forums";
  };
  const auto of_reading = [](const Note& note) {
    return note.code == "topic-read-as" || note.code == "topic-concept" || note.code == "saved-topic";
  };
  for (const bool reading : {true, false}) {
    for (const Note& note : forums->notes) {
      if (!missing(note) && !of_table(note) && of_reading(note) == reading) put("question", note.text);
    }
  }
  auto keys = ForumsOf(snapshot, *forums);
  if (!keys) return tl::unexpected(keys.error());
  for (const auto& [row, evidence] : TellingQuotes(*forums, *keys)) {
    Row quote;
    quote.cells = {"quote", evidence->document, row->cells.at(1), evidence->column, {}, {}, {}, {}, {}, {}};
    quote.evidence.push_back(*evidence);
    answer.rows.push_back(std::move(quote));
  }
  std::string textless;
  for (Row& from : forums->rows) {
    if (CellOf(*forums, from, "state").ToString() == "no text")
      textless += fmt::format("{}{}", textless.empty() ? "" : ", ", from.cells.at(0).ToString());
    Row row;
    row.cells = {"forum",
                 from.cells.at(0),
                 from.cells.at(1),
                 CellOf(*forums, from, "state"),
                 CellOf(*forums, from, "issued"),
                 CellOf(*forums, from, "named_in"),
                 CellOf(*forums, from, "first"),
                 CellOf(*forums, from, "last"),
                 {},
                 CellOf(*forums, from, "with")};
    row.evidence = std::move(from.evidence);
    answer.rows.push_back(std::move(row));
  }
  if (!textless.empty()) put("missing", fmt::format("no text in the store: {}", textless));
  for (const Row& from : timeline->rows) {
    Row row;
    row.cells = {"year", from.cells.at(0), {}, {}, CellOf(*timeline, from, "documents"), {}, {}, {}, {}, {}};
    answer.rows.push_back(std::move(row));
  }
  for (const Note& note : forums->notes) {
    if (missing(note)) put("missing", note.text);
  }
  return answer;
}

namespace {

Result<Answer> RunBriefing(const Snapshot& snapshot, const Arguments& arguments) {
  if (arguments.words.empty())
    return Fail(ErrorCode::kUsage, "briefing needs a topic: a concept 'scheme:code', or words");
  BriefingOptions options;
  options.topic = arguments.Text();
  options.bodies = arguments.Get("of");
  options.fold = !arguments.Has("no-fold");
  CONCORD_ASSIGN(options.reading, TopicOptionsOf(arguments));
  CONCORD_ASSIGN(options.view, ViewArguments::Read(arguments, options.view.top, options.view.quotes));
  // Files have every passage.
  const std::string_view format = arguments.Get("format");
  if (!format.empty() && format != "md" && format != "docx") options.view.quotes = ViewArguments::kAll;
  return AnswerBriefing(snapshot, options);
}

constexpr AnswerFormat kFormats[] = {
    {"md", [](const Answer& answer) -> Result<std::string> { return BriefingToMarkdown(answer); }},
    {"docx", [](const Answer& answer) -> Result<std::string> { return BriefingToDocx(answer); }}};

}  // namespace

const Query kbriefingQuery = {
    "briefing",
    "Write a briefing on a topic: how it was read, key quotes, forums, timeline, what is missing",
    "TOPIC...",
    "briefing incident reports > briefing.md\nbriefing 'export controls' --of members:g7\n"
    "briefing deepfakes --format docx > deepfakes.docx\nbriefing deepfakes --format xlsx > deepfakes.xlsx",
    kOptions,
    RunBriefing,
    R"(TOPIC is read as in `forums`. The briefing is a document in Markdown (or, by format, for Word) with five parts: the question and how it was read;
five quotes (first from documents that forums issued, one quote per document); the forums with their
numbers; documents by year; and what the store lacks.

If you choose the forums, the table has a row for each and gives its state: issued, by organs (only a part of it
issued), named, silent (the store has texts of it, but none on the topic) or no text.

A body stands beside the one that it is part of, or that is part of it, if that one has all its documents.)",
    kFormats,
};

}  // namespace concord
