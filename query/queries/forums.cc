#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/text.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/coverage/asked_bodies.h"
#include "query/coverage/body_families.h"
#include "query/coverage/forum_table.h"
#include "query/coverage/load_coverage.h"
#include "query/coverage/topic_proofs.h"
#include "query/pictures/body_picture.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/topics/evidence_reader.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

constexpr auto kOptions = JoinOptions(
    std::to_array<QueryOption>({
        {"top", "K", "Forums to show (default 30)"},
        {"of", "BODY,...", "Only these forums, including silent ones: keys, names, or members:BODY"},
        {"only-forums", "", "Leave out issuers that are not forums: parliaments, ministries, companies"},
        {"fold", "",
         "Name a body beside the one that it is part of, or that is part of it, if that one has "
         "all its documents"},
    }),
    kTopicOptions,
    std::to_array<QueryOption>({
        {"as-of", "DATE",
         "Answer with the documents and memberships of this date (2024, 2024-03 or 2024-03-21)"},
        {"evidence", "N", "Passages to show for each number, or 'all' (default 2)"},
        {"format", "FORMAT", "Write svg (bars), csv, evidence-csv or xlsx (a workbook with all evidence)"},
    }));

constexpr int kTrendYears = 3;

// "other" is a relation already.
std::string_view StrengthColumn(size_t strength) {
  return strength + 1 == kStrengths.size() ? "unstated" : kStrengths[strength];
}

class ForumAnswer {
 public:
  ForumAnswer(const Snapshot& snapshot, const Coverage& coverage, const Topic& topic, const Scope& scope,
              size_t quotes)
      : snapshot_(snapshot),
        coverage_(coverage),
        topic_(topic),
        scope_(scope),
        table_(coverage),
        reader_(snapshot, quotes),
        proofs_(coverage, &topic, scope),
        published_by_(coverage.view().FindType(edge::PUBLISHED_BY)),
        part_of_(coverage.view().FindType(edge::PART_OF)) {}

  // `asked`: only these, also those with nothing; empty: all that have something.
  // `fold`: see FoldFamilies.
  Result<Answer> Run(size_t top, bool only_forums, bool fold, const std::vector<NodeId>& asked) {
    std::map<VertexId, std::set<VertexId>> works;
    for (const Scope::Naming& naming : scope_.namings) {
      works[naming.to].insert(naming.document);
      naming_[naming.to].insert(naming.document);
    }
    for (const VertexId document : scope_.documents) {
      for (const Coverage::Credit& credit : coverage_.CreditsOf(document)) {
        if (credit.own) works[credit.actor].insert(document);
      }
    }
    std::vector<Ranked> ranked;
    size_t others = 0;
    for (const ForumLine& line : table_.Count(scope_)) {
      const bool forum = coverage_.IsForum(line.actor);
      others += forum ? 0 : 1;
      if (only_forums && !forum) continue;
      if (!asked.empty() && std::ranges::find(asked, coverage_.view().node(line.actor)) == asked.end())
        continue;
      auto node = snapshot_.GetNode(coverage_.view().node(line.actor));
      if (!node) return tl::unexpected(node.error());
      ranked.push_back({std::move(*node), &line, works[line.actor].size()});
    }
    // Nobody who was asked for is left out.
    std::deque<ForumLine> silent;
    for (const NodeId id : asked) {
      if (std::ranges::any_of(ranked, [&](const Ranked& one) { return one.node.id == id; })) continue;
      auto node = snapshot_.GetNode(id);
      if (!node) return tl::unexpected(node.error());
      silent.emplace_back();
      silent.back().actor = coverage_.view().vertex(id);
      if (silent.back().actor != kNoVertex) ranked.push_back({std::move(*node), &silent.back(), 0});
    }
    // By documents: a text that names a body on every page says it once. Of as many documents those that it
    // issued itself say more; mentions, and what only an organ issued, come last.
    std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
      if (a.works != b.works) return a.works > b.works;
      if (a.line->issued != b.line->issued) return a.line->issued > b.line->issued;
      if (a.line->all_named() != b.line->all_named()) return a.line->all_named() > b.line->all_named();
      if (a.line->by_organs != b.line->by_organs) return a.line->by_organs > b.line->by_organs;
      return a.node.key < b.node.key;
    });
    Answer answer;
    answer.query = "forums";
    PutColumns(&answer);
    size_t folded = 0;
    if (fold) {
      // What its parts issued is its own here: a state that issued nothing itself is shown by its parliament.
      const std::map<VertexId, std::set<VertexId>> own = works;
      for (const VertexId document : scope_.documents) {
        for (const Coverage::Credit& credit : coverage_.CreditsOf(document))
          works[credit.actor].insert(document);
      }
      folded = Fold(works, own, coverage_.view(), &ranked);
    }
    KeepTop(top, "forum or issuer", "forums and issuers", &ranked, &answer);
    if (auto done = IndexScope(); !done) return tl::unexpected(done.error());
    for (const Ranked& entry : ranked) {
      auto row = MakeRow(entry.node, *entry.line);
      if (!row) return tl::unexpected(row.error());
      row->cells.emplace_back(entry.with.empty() ? Value() : Value(entry.with));
      answer.rows.push_back(std::move(*row));
      nodes_.insert(entry.node.id);
    }
    nodes_.insert(reader_.nodes().begin(), reader_.nodes().end());
    answer.nodes.assign(nodes_.begin(), nodes_.end());
    answer.notes.push_back(MakeNote(
        "documents-on-topic",
        "{} on the topic; to see every passage that was counted, set " PARAMETER("evidence") " to all",
        Counting{scope_.documents.size(), "document is", "documents are"}));
    if (folded > 0)
      answer.notes.push_back(MakeNote(
          "bodies-folded",
          "{} named beside another one: one that it is part of, or that is part of it, and that has all its "
          "documents (column with)",
          Counting{folded, "body is", "bodies are"}));
    if (auto done = NoteWhatIsMissing(&answer); !done) return tl::unexpected(done.error());
    if (others > 0) {
      answer.notes.push_back(
          only_forums
              ? MakeNote("issuers-not-forums", "{} left out",
                         Counting{others, "issuer that is not a forum is", "issuers that are not forums are"})
              : MakeNote("issuers-not-forums", "{} (" PARAMETER("only-forums") " leaves {} out)",
                         Counting{others, "of the issuers is not a forum", "of the issuers are not forums"},
                         others == 1 ? "it" : "them"));
    }
    return answer;
  }

 private:
  struct Ranked {
    Node node;
    const ForumLine* line;
    size_t works;    // that it issued, or that name it
    List with = {};  // keys of bodies that are named beside it
  };

  // Returns how many bodies have no row now.
  static size_t Fold(const std::map<VertexId, std::set<VertexId>>& works,
                     const std::map<VertexId, std::set<VertexId>>& own, const GraphView& view,
                     std::vector<Ranked>* ranked) {
    std::vector<SpeakingBody> bodies;
    const auto of = [](const std::map<VertexId, std::set<VertexId>>& all, VertexId actor) {
      const auto found = all.find(actor);
      return found == all.end() ? std::set<VertexId>() : found->second;
    };
    for (const Ranked& one : *ranked)
      bodies.push_back({one.line->actor, of(works, one.line->actor), of(own, one.line->actor)});
    const std::vector<size_t> beside = FoldFamilies(view, bodies);
    std::vector<Ranked> kept;
    for (size_t i = 0; i < beside.size(); ++i) {
      if (beside[i] != i) (*ranked)[beside[i]].with.emplace_back((*ranked)[i].node.key);
    }
    size_t folded = 0;
    for (size_t i = 0; i < beside.size(); ++i) {
      if (beside[i] == i) {
        kept.push_back(std::move((*ranked)[i]));
      } else {
        ++folded;
      }
    }
    *ranked = std::move(kept);
    return folded;
  }

  static void PutColumns(Answer* answer) {
    answer->columns = {{"forum", "", false}, {"name", "", false}, {"issued", "", true}, {"named", "", true}};
    answer->columns.push_back({"named_in", "named in", true});
    answer->columns.push_back({"state", "", false, true});
    for (const std::string_view relation : kForumRelations)
      answer->columns.push_back({std::string(relation), "", true, false, true});
    const auto detail = [&](std::string_view name, std::string_view title = "", bool right = true) {
      answer->columns.push_back({std::string(name), std::string(title), right, true, right});
    };
    answer->columns.push_back({"by_organs", "by organs", true, false, true});
    detail("measures");
    detail(StrengthColumn(0));
    detail("first", "", false);
    detail("last", "", false);
    detail("trend", "", false);
    for (size_t s = 1; s < kStrengths.size(); ++s) detail(StrengthColumn(s));
    detail("members");
    detail("members_active", "active members");
    detail("standards");
    detail("documents", "", false);
    answer->columns.push_back({"with", "", false, true});
  }

  // What each actor is named or credited by: one pass, so that rows cost what they show.
  Result<void> IndexScope() {
    for (size_t i = 0; i < scope_.documents.size(); ++i) {
      for (const Coverage::Credit& credit : coverage_.CreditsOf(scope_.documents[i]))
        credits_[credit.actor].push_back({i, credit});
    }
    // Of what a body issued the best passages are shown.
    const auto rank = [&](const Credited& credited) {
      const TopicProofs::Proof* proof = proofs_.Of(scope_.documents[credited.document]);
      return proof == nullptr ? SIZE_MAX : proof->rank;
    };
    for (auto& [actor, credits] : credits_) std::ranges::stable_sort(credits, {}, rank);
    for (const Scope::Naming& naming : scope_.namings) namings_[naming.to].push_back(naming);
    measures_of_.resize(scope_.documents.size());
    for (size_t i = 0; i < scope_.measures.size(); ++i)
      measures_of_[scope_.work_of[i]].push_back(scope_.measures[i]);
    for (const VertexId document : scope_.documents) {
      if (const auto date = coverage_.DateOf(document)) newest_ = std::max<int>(newest_, date->year);
    }
    if (!published_by_) return {};
    // Standards that the topic's texts point to, one reference for each.
    for (const Scope::Naming& reference : scope_.references) {
      const VertexId standard = reference.to;
      if (!standards_.emplace(standard, reference.place).second) continue;
      std::set<VertexId> publishers;
      for (const VertexId publisher : coverage_.view().Out(standard, *published_by_).vertices)
        WithWholes(publisher, &publishers);
      for (const VertexId publisher : publishers) published_[publisher].push_back(standard);
    }
    return {};
  }

  // Works whose issuer nobody told count for nobody; of others there is no text to ask.
  Result<void> NoteWhatIsMissing(Answer* answer) {
    std::vector<NodeId> unissued;
    for (const VertexId document : scope_.documents) {
      if (coverage_.CreditsOf(document).empty()) unissued.push_back(coverage_.view().node(document));
    }
    auto untexted = UntextedWorks(snapshot_, topic_);
    if (!untexted) return tl::unexpected(untexted.error());
    const auto note = [&](const std::vector<NodeId>& works, std::string_view code,
                          const Counting& what) -> Result<void> {
      if (works.empty()) return {};
      constexpr size_t kNamed = 3;
      std::vector<std::string> keys;
      for (const NodeId work : works) {
        if (keys.size() == kNamed) break;
        auto node = snapshot_.GetNode(work);
        if (!node) return tl::unexpected(node.error());
        keys.push_back(std::move(node->key));
      }
      answer->notes.push_back(
          MakeNote(code, "{}: {}{}", what, fmt::join(keys, ", "), works.size() > kNamed ? ", ..." : ""));
      return {};
    };
    CONCORD_TRY(note(unissued, "issuer-unknown",
                     {unissued.size(), "of these documents has no known issuer and counts for no forum",
                      "of these documents have no known issuer and count for no forum"}));
    return note(*untexted, "no-text",
                {untexted->size(), "more document has the words in its title, but no text in the store",
                 "more documents have the words in their titles, but no text in the store"});
  }

  void WithWholes(VertexId actor, std::set<VertexId>* actors) const {
    std::vector<VertexId> open = {actor};
    while (!open.empty()) {
      const VertexId at = open.back();
      open.pop_back();
      if (!actors->insert(at).second || !part_of_) continue;
      const auto above = coverage_.view().Out(at, *part_of_).vertices;
      open.insert(open.end(), above.begin(), above.end());
    }
  }

  Result<Row> MakeRow(const Node& node, const ForumLine& line) {
    const GraphView& view = coverage_.view();
    Row row;
    reader_.Begin(&row);
    std::map<int, size_t> years;
    std::set<VertexId> speaking;
    // Its own documents before those of its organs.
    for (const bool own : {true, false}) {
      for (const Credited& credited : credits_[line.actor]) {
        if (credited.credit.own != own) continue;
        speaking.insert(scope_.documents[credited.document]);
        const EdgeId edge = view.EdgeAt(credited.credit.place);
        const std::string_view column = own ? "issued" : "by_organs";
        const TopicProofs::Proof* proof = proofs_.Of(scope_.documents[credited.document]);
        auto done = proof == nullptr
                        ? reader_.AddEdge(edge, column)
                        : reader_.AddEdge(edge, proof->part, proof->span, proofs_.words(), column);
        if (!done) return tl::unexpected(done.error());
      }
    }
    for (const Scope::Naming& naming : namings_[line.actor]) {
      speaking.insert(naming.document);
      const auto relation = kForumRelations[naming.relation];
      if (auto done = reader_.AddNaming(view.EdgeAt(naming.place), topic_, proofs_.words(), relation); !done)
        return tl::unexpected(done.error());
    }
    for (const Credited& credited : credits_[line.actor]) {
      for (const VertexId measure : measures_of_[credited.document]) {
        const auto column = StrengthColumn(coverage_.StrengthOf(measure));
        if (auto done = reader_.AddNode(view.node(measure), column); !done)
          return tl::unexpected(done.error());
      }
    }
    int64_t members = 0, active = 0;
    for (const uint64_t place : coverage_.MembersOf(line.actor)) {
      ++members;
      if (auto done = reader_.AddEdge(view.EdgeAt(place), "members"); !done)
        return tl::unexpected(done.error());
      const auto credits = credits_.find(view.SourceAt(place));
      if (credits == credits_.end() || credits->second.empty()) continue;
      ++active;
      const EdgeId edge = view.EdgeAt(credits->second.front().credit.place);
      if (auto done = reader_.AddEdge(edge, "members_active"); !done) return tl::unexpected(done.error());
    }
    for (const VertexId standard : published_[line.actor]) {
      if (auto done = reader_.AddEdge(view.EdgeAt(standards_[standard]), "standards"); !done)
        return tl::unexpected(done.error());
    }
    List documents;
    std::set<std::string> keys;
    for (const VertexId document : speaking) {
      if (const auto date = coverage_.DateOf(document)) ++years[date->year];
      auto place = reader_.places().Of(view.node(document));
      if (!place) return tl::unexpected(place.error());
      keys.insert((*place)->document_key);
    }
    for (const std::string& key : keys) documents.emplace_back(key);

    row.cells = {node.key,
                 node.properties.FindString(property::name),
                 int64_t{line.issued},
                 int64_t{line.all_named()},
                 static_cast<int64_t>(naming_[line.actor].size()),
                 StateOf(line)};
    for (const uint32_t count : line.named) row.cells.emplace_back(int64_t{count});
    row.cells.emplace_back(int64_t{line.by_organs});
    row.cells.emplace_back(int64_t{line.all_measures()});
    row.cells.emplace_back(int64_t{line.measures[0]});
    row.cells.push_back(line.Earliest());
    row.cells.push_back(line.Latest());
    row.cells.push_back(TrendOf(years));
    for (size_t s = 1; s < kStrengths.size(); ++s) row.cells.emplace_back(int64_t{line.measures[s]});
    row.cells.emplace_back(members);
    row.cells.emplace_back(active);
    row.cells.emplace_back(static_cast<int64_t>(published_[line.actor].size()));
    row.cells.emplace_back(std::move(documents));
    return row;
  }

  // Who speaks of the topic, who is spoken of, and of the others whether that says anything.
  std::string_view StateOf(const ForumLine& line) const {
    if (line.issued > 0) return "issued";
    if (line.by_organs > 0) return "by organs";
    if (line.all_named() > 0) return "named";
    return coverage_.HasTextOf(line.actor) ? "silent" : "no text";
  }

  // Documents of the last years before the newest on the topic, beside the same time before.
  Value TrendOf(const std::map<int, size_t>& years) const {
    // One or two works are no trend.
    constexpr size_t kFew = 3;
    size_t all = 0;
    for (const auto& [year, count] : years) all += count;
    if (all < kFew) return {};
    size_t late = 0, early = 0;
    for (const auto& [year, count] : years) {
      if (year > newest_ - kTrendYears) {
        late += count;
      } else if (year > newest_ - 2 * kTrendYears) {
        early += count;
      }
    }
    return late > early ? "rising" : late < early ? "falling" : late == 0 ? "quiet" : "steady";
  }

  struct Credited {
    size_t document;  // in scope_.documents
    Coverage::Credit credit;
  };

  const Snapshot& snapshot_;
  const Coverage& coverage_;
  const Topic& topic_;
  const Scope& scope_;
  ForumTable table_;
  EvidenceReader reader_;
  TopicProofs proofs_;
  std::optional<uint16_t> published_by_, part_of_;
  std::map<VertexId, std::vector<Credited>> credits_;
  std::map<VertexId, std::vector<Scope::Naming>> namings_;
  std::map<VertexId, std::set<VertexId>> naming_;        // documents that name each actor
  std::vector<std::vector<VertexId>> measures_of_;       // beside scope_.documents
  std::map<VertexId, uint64_t> standards_;               // and the first reference to each
  std::map<VertexId, std::vector<VertexId>> published_;  // by publisher and what it is part of
  std::set<NodeId> nodes_;
  int newest_ = 0;
};

}  // namespace

Result<Answer> AnswerForums(const Snapshot& snapshot, const ForumsOptions& options) {
  auto asked = AskedBodies(snapshot, options.bodies);
  if (!asked) return tl::unexpected(asked.error());
  auto topic = TopicFinder(snapshot, options.reading).Find(options.topic);
  if (!topic) return tl::unexpected(topic.error());
  auto coverage = LoadCoverage(snapshot, options.view);
  if (!coverage) return tl::unexpected(coverage.error());
  Scope scope;
  scope.wants_references = true;
  coverage->Mark(*topic, &scope);
  auto answer =
      ForumAnswer(snapshot, *coverage, *topic, scope, options.view.quotes)
          .Run(std::max(options.view.top, asked->size()), options.only_forums, options.fold, *asked);
  if (!answer) return answer;
  SayTopic(*topic, &*answer);
  answer->arguments.Set("top", static_cast<int64_t>(options.view.top));
  options.view.Say(coverage->undated(), &*answer);
  SayDatasets(scope, &*answer);
  CONCORD_TRY(SayDrafts(snapshot, *coverage, scope, &*answer));
  if (topic->is_concept) {
    size_t concepts = 0;
    for (const TopicTerm& term : topic->terms) {
      concepts += term.concepts.size();
      answer->nodes.insert(answer->nodes.end(), term.concepts.begin(), term.concepts.end());
    }
    std::sort(answer->nodes.begin(), answer->nodes.end());
    answer->nodes.erase(std::unique(answer->nodes.begin(), answer->nodes.end()), answer->nodes.end());
    answer->arguments.Set("concepts", static_cast<int64_t>(concepts));
  }
  return answer;
}

namespace {

Result<Answer> RunForums(const Snapshot& snapshot, const Arguments& arguments) {
  if (arguments.words.empty())
    return Fail(ErrorCode::kUsage, "forums needs a topic: a concept 'scheme:code', or words");
  ForumsOptions options;
  options.topic = arguments.Text();
  options.bodies = arguments.Get("of");
  options.only_forums = arguments.Has("only-forums");
  options.fold = arguments.Has("fold");
  CONCORD_ASSIGN(options.reading, TopicOptionsOf(arguments));
  CONCORD_ASSIGN(options.view, ViewArguments::Read(arguments, options.view.top, options.view.quotes));
  return AnswerForums(snapshot, options);
}

constexpr AnswerFormat kFormats[] = {
    {"svg", [](const Answer& answer) -> Result<std::string> { return DrawBodies(answer); }}};

}  // namespace

const Query kforumsQuery = {
    "forums",
    "Show which forums issue documents on a topic, and which forums these documents name",
    "TOPIC...",
    "forums mit-mitigation-2025:1.1\nforums \"incident reporting\" --top 10\n"
    "forums mit-risk-domain:7 - mit-risk-domain:7.1 --as-of 2024-06",
    kOptions,
    RunForums,
    R"(TOPIC is one of these:
- words of your own: incident reports. Words in "..." must stand side by side. Join several with + (or) and - (but
  not): 'drones + "unmanned aerial" - toys'
- a concept: its key (mit-risk-domain:7), or its code if only one scheme has that code (`topics` lists them)
- a topic that you saved (`topic save`)

A paragraph is on the topic if it contains enough of the words ()" PARAMETER("threshold") R"() or, with a model, is
similar in meaning ()" PARAMETER("near") R"().

The columns: issued counts the documents on the topic that a forum issued. by organs counts those that only a part
of it issued. named counts how often documents on the topic name the forum, and named in counts these documents;
the roles are venue (under, within, at), partner (with), object (establish, join, support), host, issuer of a cited
text, and other. measures counts the sentences in its documents that ask for something on the topic: binding or soft.
trend compares the last three years with the three before. state is issued, by organs, named, silent (the store has
texts of the forum, but none on the topic) or no text. A key that begins with new: belongs to a body that no data file
lists; a text or a manifest names it.

Quotes prove the numbers. If )" PARAMETER(
        "evidence") R"( is all, you see each of them; the format evidence-csv is a
list with forum, relation, document, title and quote. `why DOCUMENT FORUM` explains how a name was understood; `forum
ID` shows what else a forum does.)",
    kFormats,
};

}  // namespace concord
