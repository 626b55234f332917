#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>

#include "app/saved_indexes.h"
#include "base/file.h"
#include "base/parameter.h"
#include "base/plural.h"
#include "base/text.h"
#include "base/try.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/printable.h"
#include "cli/question_options.h"
#include "cli/review_file.h"
#include "cli/review_terminal.h"
#include "graph/store.h"
#include "query/query.h"
#include "query/reviews/review_queue.h"
#include "query/reviews/review_sheet.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

struct Given {
  std::string a, b;
  std::string out, in, reviewer, date;
  int top = 5, steps = 2;
  double least = 0;
  std::string model_dir, embedder, embedder_model;
  bool no_model = false, force = false;
};

// What a call does, and what it works on. Frameworks stay where they are: the review borrows them.
struct Work {
  Framework a, b;
  ReviewPairs pairs;
  std::optional<Review> review;
};

Result<Date> DateOf(const Given& given) {
  if (given.date.empty()) {
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const std::chrono::year_month_day day(today);
    return Date{static_cast<int16_t>(static_cast<int>(day.year())),
                static_cast<int8_t>(static_cast<unsigned>(day.month())),
                static_cast<int8_t>(static_cast<unsigned>(day.day()))};
  }
  const auto date = Date::Parse(given.date);
  if (!date || date->day == 0)
    return Fail(ErrorCode::kUsage, fmt::format("--date is '{}'; it should be a day: 2026-03-21", given.date));
  return *date;
}

std::string ReviewerOf(const Given& given) {
  if (!given.reviewer.empty()) return given.reviewer;
  const char* named = std::getenv("CONCORD_REVIEWER");
  return named == nullptr ? "" : named;
}

// The frameworks, what the reviewer decided so far, and the pairs to be asked about when `with_pairs`.
Result<std::unique_ptr<Work>> Load(const Given& given, const std::string& reviewer, bool with_pairs,
                                   Context& context) {
  const Query& query = *FindQuery("map");
  Arguments arguments{{given.a, given.b},
                      {{"top", std::to_string(given.top)},
                       {"steps", std::to_string(given.steps)},
                       {"settled", "true"},
                       {"min", fmt::format("{}", given.least)}}};
  if (given.no_model || !with_pairs) arguments.options.emplace("no-model", "true");
  for (const auto& [name, value] :
       {std::pair("model-dir", &given.model_dir), std::pair("embedder", &given.embedder),
        std::pair("embedder-model", &given.embedder_model)}) {
    if (!value->empty()) arguments.options.emplace(name, *value);
  }
  const auto model = ModelOf(query, arguments, QuestionOptionsOf(context));
  if (!model) return tl::unexpected(model.error());
  if (*model) arguments.vectors = &(*model)->vectors;

  auto work = std::make_unique<Work>();
  {
    const auto store = OpenStore(context.store, OpenMode::kReadOnly);
    if (!store) return tl::unexpected(store.error());
    const auto snapshot = (*store)->TakeSnapshot();
    Places places(*snapshot);
    for (const auto& [name, framework] : {std::pair(&given.a, &work->a), std::pair(&given.b, &work->b)}) {
      auto loaded = LoadFramework(*snapshot, *name, true, &places);
      if (!loaded) return tl::unexpected(loaded.error());
      *framework = *std::move(loaded);
    }
    work->review = Review::OfNobody(work->a, work->b);
    if (!reviewer.empty()) {
      auto review = Review::Load(*snapshot, work->a, work->b, reviewer);
      if (!review) return tl::unexpected(review.error());
      work->review = *std::move(review);
    }
    if (with_pairs) {
      const auto answer = query.run(*snapshot, arguments);
      if (!answer) return tl::unexpected(answer.error());
      auto pairs = PairsToReview(*answer, work->a, work->b);
      if (!pairs) return tl::unexpected(pairs.error());
      work->pairs = *std::move(pairs);
      AddDecided(*work->review, static_cast<size_t>(given.top), &work->pairs);
    }
  }
  if (with_pairs) {
    if (*model) {
      if (const auto kept = (*model)->Keep(context.store); !kept)
        *context.err << "note: the vectors were not kept: " << Printable(kept.error().ToString()) << "\n";
    }
    if (const auto note = NoteMissingModel(query, arguments))
      *context.err << "note: " << Printable(note->text) << "\n";
  }
  return work;
}

// The store is open no longer than it takes, so that others can write between two decisions.
Result<void> Keep(Review* review, const Context& context) {
  CONCORD_ASSIGN(const auto store, OpenStore(context.store, OpenMode::kMustExist));
  const IndexKeeper indexes(*store);
  CONCORD_TRY(review->Keep(store.get()));
  indexes.KeepTexts();
  return {};
}

void PrintReport(const Work& work, const SheetReport* report, const std::string& sheet, Context& context) {
  const Review& review = *work.review;
  if (!context.json) {
    if (report != nullptr) {
      *context.out << fmt::format("stored {}, {} unchanged, {} without one; {} in {}\n",
                                  Counted(report->taken, "decision"), report->unchanged,
                                  Counted(report->open, "row"), Counted(review.Holding().size(), "decision"),
                                  Printable(review.version()));
    } else {
      *context.out << fmt::format("{} to review and {} in {}\n", Counted(work.pairs.pairs.size(), "pair"),
                                  Counted(review.Holding().size(), "decision"), Printable(sheet));
      if (!sheet.empty())
        *context.out << fmt::format("the column 'decision' takes: {}\n", fmt::join(DecisionWords(), ", "));
    }
    return;
  }
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  JsonString(json, "schema", "concord.review/1");
  JsonString(json, "subject", work.a.key);
  JsonString(json, "object", work.b.key);
  JsonString(json, "reviewer", review.reviewer());
  JsonString(json, "version", review.version());
  if (!sheet.empty()) JsonString(json, "sheet", sheet);
  if (report == nullptr) {
    JsonNumber(json, "pairs", work.pairs.pairs.size());
  } else {
    JsonNumber(json, "taken", report->taken);
    JsonNumber(json, "unchanged", report->unchanged);
    JsonNumber(json, "open", report->open);
  }
  json.Key("decisions");
  json.StartArray();
  for (const Decision* decision : review.Holding()) {
    json.StartObject();
    JsonString(json, "subject", decision->subject);
    if (!decision->object.empty()) JsonString(json, "object", decision->object);
    JsonString(json, "decision", VerdictName(decision->verdict));
    JsonString(json, "date", decision->date.ToString());
    if (!decision->note.empty()) JsonString(json, "note", decision->note);
    if (decision->score) {
      json.Key("suggestion_confidence");
      json.Double(*decision->score);
    }
    if (!decision->why.empty()) JsonString(json, "suggestion", decision->why);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  *context.out << buffer.GetString() << "\n";
}

Result<ExitCode> WriteSheet(const Given& given, Context& context) {
  if (!IsWorkbook(given.out) && !AsciiLower(given.out).ends_with(".tsv"))
    return FailValue("out", given.out, "a file whose name ends with .tsv or .xlsx");
  // What somebody has typed into a sheet is nowhere else.
  std::error_code ignored;
  if (!given.force && std::filesystem::exists(given.out, ignored)) {
    return Fail(ErrorCode::kUsage,
                fmt::format("{} exists and may contain decisions. Store them first with --in, or overwrite "
                            "the file with --force",
                            given.out));
  }
  const auto work = Load(given, ReviewerOf(given), true, context);
  if (!work) return tl::unexpected(work.error());
  const Sheet sheet = ReviewSheet((*work)->pairs, *(*work)->review);
  const Result<std::string> bytes =
      IsWorkbook(given.out) ? WriteXlsxWorkbook({sheet}) : Result<std::string>(SheetAsTsv(sheet));
  if (!bytes) return tl::unexpected(bytes.error());
  const auto written = WriteFile(given.out, *bytes);
  if (!written) return tl::unexpected(written.error());
  PrintReport(**work, nullptr, given.out, context);
  return kExitOk;
}

Result<ExitCode> TakeSheet(const Given& given, Date today, Context& context) {
  const auto sheet = ReadReviewFile(given.in);
  if (!sheet) return tl::unexpected(sheet.error());
  std::string reviewer = ReviewerOf(given);
  if (reviewer.empty()) reviewer = ReviewerOfSheet(sheet->text, sheet->separator);
  if (reviewer.empty()) {
    return Fail(ErrorCode::kUsage,
                "give the name of the reviewer: --reviewer NAME, CONCORD_REVIEWER, or the column 'reviewer' "
                "of the sheet");
  }
  const auto work = Load(given, reviewer, false, context);
  if (!work) return tl::unexpected(work.error());
  Review& review = *(*work)->review;
  const auto report = ReadReviewSheet(sheet->text, given.in, sheet->separator, today, &review);
  if (!report) return tl::unexpected(report.error());
  if (report->taken > 0 || review.incomplete()) {
    CONCORD_TRY(Keep(&review, context));
  }
  PrintReport(**work, &*report, given.in, context);
  return kExitOk;
}

Result<ExitCode> RunQueue(const Given& given, Date today, Context& context) {
  const std::string reviewer = ReviewerOf(given);
  if (reviewer.empty())
    return Fail(ErrorCode::kUsage, "give the name of the reviewer: --reviewer NAME, or CONCORD_REVIEWER");
  if (!context.json && (isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0)) {
    return Fail(ErrorCode::kUsage,
                "review needs a terminal to ask on, and there is none; review in a spreadsheet instead: "
                "--out, then --in");
  }
  auto work = Load(given, reviewer, true, context);
  if (!work) return tl::unexpected(work.error());
  if (context.json) {
    PrintReport(**work, nullptr, "", context);
    return kExitOk;
  }
  Review& review = *(*work)->review;
  if (review.incomplete()) {
    CONCORD_TRY(Keep(&review, context));
  }
  ReviewQueue queue(std::move((*work)->pairs), std::move(review), today,
                    [&context](Review* kept) { return Keep(kept, context); });
  if (auto run = RunReviewTerminal(&queue); !run) return tl::unexpected(run.error());
  *context.out << fmt::format("{} decisions taken, {} hold in {}; {} of {} pairs are open\n", queue.decided(),
                              queue.review().Holding().size(), Printable(queue.review().version()),
                              queue.open(), queue.size());
  return kExitOk;
}

Result<ExitCode> Run(const Given& given, Context& context) {
  const auto today = DateOf(given);
  if (!today) return tl::unexpected(today.error());
  if (!given.out.empty() && !given.in.empty())
    return Fail(ErrorCode::kUsage, "--out writes a sheet and --in reads one; give only one of them");
  if (!given.out.empty()) return WriteSheet(given, context);
  if (!given.in.empty()) return TakeSheet(given, *today, context);
  return RunQueue(given, *today, context);
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  app.add_option("A", given->a, "The framework whose items you decide on, one by one")
      ->required()
      ->option_text(" ");
  app.add_option("B", given->b, "The framework that may have counterparts")->required()->option_text(" ");
  app.add_option("--reviewer", given->reviewer,
                 "Who decides: a name or an identifier (default: CONCORD_REVIEWER, or a column of the sheet)")
      ->option_text("NAME");
  app.add_option("--out", given->out, "Write a sheet to fill in, instead of asking on the terminal")
      ->option_text("FILE.tsv|.xlsx");
  app.add_flag("--force", given->force, "With --out: overwrite a sheet that exists");
  app.add_option(
         "--in", given->in,
         fmt::format(
             "Store the decisions of a sheet, all of them or none. Decisions are: {}. \"no counterpart\" "
             "applies to the row's item of A, whatever its object",
             fmt::join(DecisionWords(), ", ")))
      ->option_text("FILE.tsv|.csv|.xlsx");
  app.add_option("--top", given->top, "Suggestions for each item of A (default 5)")
      ->option_text("K")
      ->check(CLI::Range(0, 1'000'000));
  app.add_option("--min", given->least, "Only suggestions with at least this confidence, 0 to 1 (default 0)")
      ->option_text("CONFIDENCE")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--steps", given->steps, "Follow chains of up to N mappings (default 2)")
      ->option_text("N")
      ->check(CLI::Range(1, 6));
  app.add_option("--date", given->date, "Date of the decisions (default: today)")->option_text("DATE");
  app.add_option("--model-dir", given->model_dir, "Folder of an embedding model (default: the installed one)")
      ->option_text("DIR");
  app.add_option("--embedder", given->embedder, SpellParameters(kEmbedderOption.help, Spelling::kTerminal))
      ->option_text("URL");
  app.add_option("--embedder-model", given->embedder_model,
                 SpellParameters(kEmbedderModelOption.help, Spelling::kTerminal))
      ->option_text("NAME");
  app.add_flag("--no-model", given->no_model,
               "Use no embedding model: compare words and shared concepts only");
  return [given](Context& context) { return Run(*given, context); };
}

}  // namespace

extern const Command kreviewCommand;
const Command kreviewCommand = {
    "review", "Decide which items of two frameworks correspond, on the terminal or in a spreadsheet",
    "review nist-csf-2.0 nist-csf-1.1 --reviewer 'Ada Example'\n"
    "review nist-csf-2.0 nist-csf-1.1 --out sheet.xlsx\n"
    "review nist-csf-2.0 nist-csf-1.1 --in sheet.xlsx --reviewer orcid:0000-0002-1825-0097",
    Declare};

}  // namespace concord
