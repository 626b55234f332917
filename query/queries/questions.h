// Every question as a function: a snapshot and options in, an Answer out. Whoever has no words to read calls
// these; the rows of queries.def read the words of a front end into the same options and call them too.
//
// A default is what a front end gets that says nothing. Each fails with kUsage for options that contradict
// one another or are outside their limits, with kNotFound and the nearest names for a key that the store does
// not have, and as the snapshot does. Keys are taken in every form that FindNamed (query/places/lookup.h)
// reads. `view.top` is the most rows; `view.quotes` the most passages of evidence for each number of a row.
//
// Functions keep nothing between calls and may run side by side on one snapshot, unless they share a
// TextVectors, which is for one thread.
#ifndef CONCORD_QUERY_QUERIES_QUESTIONS_H_
#define CONCORD_QUERY_QUERIES_QUESTIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "graph/snapshot.h"
#include "query/answer.h"
#include "query/topics/topic.h"
#include "query/topics/view_arguments.h"

namespace concord {

// A report for a meeting: what `forums` and `timeline` say, telling quotes, and what is missing.
struct BriefingOptions {
  std::string topic = {};
  std::string bodies = {};  // as of ForumsOptions
  bool fold = true;         // likewise
  TopicOptions reading = {};
  ViewArguments view = {.top = 15, .quotes = 3};
};
Result<Answer> AnswerBriefing(const Snapshot& snapshot, const BriefingOptions& options);

struct CheckOptions {
  size_t top = 100;   // findings
  bool deep = false;  // read every block and blob of the store
};
Result<Answer> AnswerCheck(const Snapshot& snapshot, const CheckOptions& options);

struct CodesOptions {
  std::string subject = {};        // a document or framework
  std::string scheme = {};         // whose codes are suggested
  std::string item = {};           // only this item of the subject; empty: all
  int64_t top = 3;                 // codes for each item
  double least = 0;                // confidence, 0 to 1
  bool again = false;              // judge items that have codes already, too
  TextVectors* vectors = nullptr;  // borrowed; null: words alone
};
Result<Answer> AnswerCodes(const Snapshot& snapshot, const CodesOptions& options);

// Two topics, or one topic at two dates: then `first` and `second` are the same and both dates are given.
struct CompareOptions {
  std::string first = {}, second = {};
  std::optional<Date> first_as_of = {}, second_as_of = {};
  TopicOptions reading = {};
  ViewArguments view = {.top = 30, .quotes = 1};  // its own as_of is not read
};
Result<Answer> AnswerCompare(const Snapshot& snapshot, const CompareOptions& options);

// Who covers which topics, as a matrix.
struct CoverageOptions {
  std::string rows = "forum";         // or "actor", "document", "jurisdiction", "year"
  std::string measure = "documents";  // or "measures", "strength" (binding ones)
  std::string columns = {};           // a scheme, or topics with commas between them
  std::string bodies = {};    // rows for only these, also when they cover nothing: as of ForumsOptions
  TopicOptions reading = {};  // of columns that are words
  ViewArguments view = {.top = 30, .quotes = 1};
};
Result<Answer> AnswerCoverage(const Snapshot& snapshot, const CoverageOptions& options);

struct DiffOptions {
  std::string a = {}, b = {};  // editions, the earlier one first
  int64_t top = 5;             // candidates to list for each part, 0 to 24
  std::string kind = {};       // "section" or "measure"; empty: both
  std::string change = {};     // the name of a Change (query/editions/alignment.h); empty: all of them
  bool all = false;            // parts that did not change, too
  bool read_notes = true;      // placeholders ("[Withdrawn: moved to 7.2]") join parts
};
Result<Answer> AnswerDiff(const Snapshot& snapshot, const DiffOptions& options);

struct EvalOptions {
  std::vector<std::string> sets = {};  // mapping sets, at least one
  size_t least_subjects = 1;           // pairs of frameworks with fewer mapped subjects are left out
  bool chains = true;                  // let mappings through other frameworks count
  TextVectors* vectors = nullptr;      // borrowed; null: words alone
};
Result<Answer> AnswerEval(const Snapshot& snapshot, const EvalOptions& options);

struct ForumOptions {
  std::string forum = {};
  ViewArguments view = {.top = 10, .quotes = 1};
};
Result<Answer> AnswerForum(const Snapshot& snapshot, const ForumOptions& options);

// Who issued texts on a topic, and whom they name.
struct ForumsOptions {
  std::string topic = {};
  // Only these, also when they say nothing: keys or names with commas between them, or "members:BODY".
  std::string bodies = {};
  bool only_forums = false;  // leave out issuers that are not forums
  bool fold = false;         // name a body beside its part or whole that has all its documents
  TopicOptions reading = {};
  ViewArguments view = {.top = 30, .quotes = 2};
};
Result<Answer> AnswerForums(const Snapshot& snapshot, const ForumsOptions& options);

// Topics that a forum's peers cover and it does not.
struct ForumGapsOptions {
  std::string forum = {};
  // A scheme, or topics with commas between them; empty: all concepts of the store.
  std::string columns = {};
  TopicOptions reading = {};  // of columns that are words
  size_t peers = 10;          // forums to compare with
  ViewArguments view = {.top = 30, .quotes = 1};
};
Result<Answer> AnswerForumGaps(const Snapshot& snapshot, const ForumGapsOptions& options);

struct IssuersOptions {
  std::string state = {};  // "none", "conflict" or "accepted"; empty: all of them
  ViewArguments view = {.top = 50, .quotes = 1};
};
Result<Answer> AnswerIssuers(const Snapshot& snapshot, const IssuersOptions& options);

// Items of a framework without a counterpart in another, and why.
struct ItemGapsOptions {
  std::string a = {}, b = {};
  std::string side = {};  // "a" or "b"; empty: both
  bool mapped = false;    // items that have a counterpart, too
  bool leaves = false;    // only items that have no items below them
  bool live = false;      // without items that only say that they were withdrawn
  bool families = false;  // add the argument `families`, which a picture needs
  ViewArguments view = {.top = 30, .quotes = 1};
};
Result<Answer> AnswerItemGaps(const Snapshot& snapshot, const ItemGapsOptions& options);

// Which items of two frameworks correspond: stated mappings, what chains imply, suggestions.
struct MapOptions {
  std::string a = {}, b = {};
  std::string subject = {};           // only this item of `a`; empty: all
  int64_t top = 3;                    // suggestions for each item; 0: none
  double least = 0;                   // confidence of suggestions, 0 to 1
  int64_t steps = 2;                  // mappings in a chain, 1 to kMostSteps
  std::optional<int64_t> level = {};  // suggest only objects on this level, 1 to 20
  bool leaves = false;                // suggest only objects that have no items below them
  bool suggest_only = false;          // nothing that is stated or implied
  bool chains = true;                 // let mappings through other frameworks count
  bool mix_rationales = false;        // let a chain join rows whose rationale differs
  bool settled = false;               // suggest for items without counterpart, too
  bool sentences = false;             // with the nearest sentences of both sides
  bool whole_ranking = false;         // keep items that say the same apart, and add no best leaf
  bool families = false;              // add the argument `families`, which a picture needs
  bool only_open = false;             // suggest nothing for items that have stored rows
  TextVectors* vectors = nullptr;     // borrowed; null: words alone
};
Result<Answer> AnswerMap(const Snapshot& snapshot, const MapOptions& options);

// Who names whom on a topic.
struct NamingOptions {
  std::string topic = {};
  TopicOptions reading = {};
  ViewArguments view = {.top = 50, .quotes = 1};
};
Result<Answer> AnswerNaming(const Snapshot& snapshot, const NamingOptions& options);

struct OverlapOptions {
  // A scheme, or topics with commas between them; empty: all concepts of the store.
  std::string columns = {};
  TopicOptions reading = {};  // of columns that are words
  double least = 0.1;         // share of topics in common (Jaccard) that makes two forums neighbours, 0 to 1
  ViewArguments view = {.top = 30, .quotes = 1};
};
Result<Answer> AnswerOverlap(const Snapshot& snapshot, const OverlapOptions& options);

struct PathsOptions {
  std::string a = {}, b = {};   // two items
  int64_t steps = 3;            // mappings in a chain, 1 to kMostSteps
  int64_t top = 20;             // chains
  bool mix_rationales = false;  // let a chain join rows whose rationale differs
};
Result<Answer> AnswerPaths(const Snapshot& snapshot, const PathsOptions& options);

struct SearchOptions {
  std::string text = {};      // words; those in quotation marks stand side by side
  std::string kind = {};      // "measure", "section" or "document"; empty: measures and sections
  std::string document = {};  // only texts of this one; empty: all
  int64_t top = 10;
  bool explain = false;  // add a column that says how each score came about
  ArraySource arrays = ArraySource::kSaved;
};
Result<Answer> AnswerSearch(const Snapshot& snapshot, const SearchOptions& options);

struct ShowOptions {
  std::string key = {};
  int64_t top = 20;  // edges of each type and direction
};
Result<Answer> AnswerShow(const Snapshot& snapshot, const ShowOptions& options);

struct StandardOptions {
  std::string standard = {};
  ViewArguments view = {.top = 30, .quotes = 2};
};
Result<Answer> AnswerStandard(const Snapshot& snapshot, const StandardOptions& options);

Result<Answer> AnswerStats(const Snapshot& snapshot);

struct TimelineOptions {
  std::string topic = {};
  TopicOptions reading = {};
  ViewArguments view = {.top = 1, .quotes = 1};
};
Result<Answer> AnswerTimeline(const Snapshot& snapshot, const TimelineOptions& options);

struct TopicsOptions {
  std::string topic = {};  // empty: all schemes, and the saved topics
  ViewArguments view = {.top = 100, .quotes = 1};
};
Result<Answer> AnswerTopics(const Snapshot& snapshot, const TopicsOptions& options);

struct WhyOptions {
  std::string from = {}, to = {};  // the ends of an edge; a document stands for everything below it
  std::string type = {};           // of the edge; empty: any
  size_t top = 20;                 // edges
};
Result<Answer> AnswerWhy(const Snapshot& snapshot, const WhyOptions& options);

}  // namespace concord

#endif  // CONCORD_QUERY_QUERIES_QUESTIONS_H_
