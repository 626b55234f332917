#include <fmt/format.h>
#include <array>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/shorten.h"
#include "base/text.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/crosswalks/crosswalk.h"
#include "query/crosswalks/framework.h"
#include "query/crosswalks/item_families.h"
#include "query/crosswalks/item_gaps.h"
#include "query/embedding/model_folder.h"
#include "query/exporters/stored_mappings.h"
#include "query/pictures/band_picture.h"
#include "query/places/lookup.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/suggestions/framework_shape.h"
#include "query/suggestions/item_levels.h"
#include "query/suggestions/reasons.h"
#include "query/suggestions/suggestions.h"
#include "query/text/title_code.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"top", "K", "Suggestions for each item of A (default 3)"},
    {"min", "CONFIDENCE", "Only suggestions with at least this confidence, 0 to 1 (default 0)"},
    {"subject", "ID", "Only this item of A"},
    {"leaves", "", "Suggest only items of B without items below them"},
    {"level", "N", "Suggest only items of B on this level; 1 is the top"},
    {"sentences", "", "Show from each side the sentence with most of the shared words"},
    {"suggest-only", "", "Show only suggestions, made as if the store had no mappings between A and B"},
    {"settled", "", "Also suggest for items that somebody says have no counterpart"},
    {"no-chains", "", "Ignore mappings through other frameworks"},
    {"format", "FORMAT", "Write sssom (SSSOM/TSV), svg (bands between the parts of A and B), csv or xlsx"},
    {"mix-rationales", "", "Let chains combine rows of different rationale"},
    {"steps", "N", "Follow chains of up to N mappings, 1 to 6 (default 2)"},
    {"model-dir", "DIR", "Folder of an embedding model (default: the installed one)"},
    kEmbedderOption,
    kEmbedderModelOption,
    {"no-model", "", "Use no embedding model: compare words and shared concepts only"},
};

// What a reviewer decided of a pair that is not to be stated (query/reviews/review.h).
constexpr std::string_view kRejected = "rejected";

// To six places: what the mathematical functions of two machines make of a number differs behind these.
double Rounded(double number) { return std::round(number * 1e6) / 1e6; }

class MapAnswer {
 public:
  MapAnswer(const Snapshot& snapshot, const Framework& a, const Framework& b, Places* places)
      : snapshot_(snapshot), a_(a), b_(b), places_(places), reasons_(a, b) {
    answer_.query = "map";
    answer_.columns = {{"subject", "", false},
                       {"subject_title", "title", false},
                       {"basis", "", false, true},
                       {"relation", "", false, false, true},
                       {"object", "", false},
                       {"object_title", "title", false},
                       {"confidence", "", true},
                       {"why", "", false, true},
                       {"predicate", "", false, true},
                       {"justification", "", false, true},
                       {"object_level", "", false, true},
                       {"same_text", "same text", false, true, true},
                       {"scores", "", false, true}};
    is_leaf_.assign(b.items.size(), true);
    for (const Item& item : b.items) {
      if (item.parent >= 0) is_leaf_[static_cast<size_t>(item.parent)] = false;
    }
  }

  bool IsLeaf(uint32_t object) const { return is_leaf_[object]; }
  size_t suggestions() const { return suggestions_; }

  // Titles as the frameworks have them, codes too; before the first row.
  void ShowPlainTitles() { plain_titles_ = true; }

  // Of suggestions; before the first row.
  void ShowSentences() {
    for (const std::string_view name : {"subject_sentence", "object_sentence"})
      answer_.columns.push_back({std::string(name), "", false, false, false, true});
    sentences_ = true;
  }

  Result<void> AddStated(const StatedMapping& mapping) {
    const MappingLink& link = mapping.link;
    auto edge = snapshot_.GetEdge(link.edge);
    if (!edge) return tl::unexpected(edge.error());
    const std::string predicate = PredicateSeen(*edge, link.inverted);
    std::string relation;
    if (mapping.object < 0) {
      relation = "no counterpart found";
    } else if (edge->properties.FindString(property::decision) == kRejected) {
      relation = kRejected;
    } else if (link.negated && link.mask == kNone) {
      relation = "none (asserted)";
    } else if (link.negated && link.mask != 0) {
      relation = "not " + RelationName(kAnyRelation & static_cast<RelationMask>(~link.mask));
    } else if (link.mask == 0) {
      relation = "";
    } else {
      relation = predicate == "skos:closeMatch" && !link.negated ? "close" : RelationName(link.mask);
    }
    Row row = Begin(mapping.subject, mapping.object, "mapping", relation);
    row.cells[kConfidence] = link.confidence ? Value(*link.confidence) : Value();
    row.cells[kPredicate] = (link.negated ? "Not " : "") + predicate;
    const std::string justification = JustificationSeen(*edge, link.inverted);
    row.cells[kJustification] = justification.empty() ? "semapv:UnspecifiedMatching" : justification;
    std::string why(edge->properties.FindString(property::set));
    for (const std::string_view who : {"reviewer_label", "reviewer_id"}) {
      const std::string name = SlotText(edge->properties, who);
      if (!name.empty()) why += fmt::format("{}by {}", why.empty() ? "" : " ", name);
    }
    const std::string_view comment = edge->properties.FindString(property::comment);
    row.cells[kWhy] = fmt::format("{}{}{}", why, !why.empty() && !comment.empty() ? ": " : "", comment);
    if (auto done = AddEvidence(*edge, &row); !done) return done;
    answer_.rows.push_back(std::move(row));
    return {};
  }

  Result<void> AddInferred(const InferredMapping& mapping) {
    const RelationClass sure = ClassOf(mapping.mask);
    Row row = Begin(mapping.subject, mapping.object, "inferred", RelationName(mapping.mask));
    row.cells[kConfidence] = mapping.confidence ? Value(*mapping.confidence) : Value();
    if (mapping.mask == kNone) {
      row.cells[kPredicate] = "Not skos:relatedMatch";
    } else if (const auto predicate = PredicateOfMask(mapping.mask); !predicate.empty()) {
      row.cells[kPredicate] = predicate;
    }
    row.cells[kJustification] = "semapv:MappingChaining";
    std::set<std::string> through;
    for (const InferredMapping::Chain& chain : mapping.chains) {
      auto keys = KeysOf(chain.through);
      if (!keys) return tl::unexpected(keys.error());
      through.insert(fmt::format("{}", fmt::join(*keys, " and ")));
      for (const EdgeId id : chain.edges) {
        auto edge = snapshot_.GetEdge(id);
        if (!edge) return tl::unexpected(edge.error());
        if (auto done = AddEvidence(*edge, &row); !done) return done;
      }
    }
    row.cells[kWhy] = fmt::format("{}: through {}", RelationClassName(sure), fmt::join(through, ", "));
    answer_.rows.push_back(std::move(row));
    return {};
  }

  Result<void> AddSuggestion(const Suggestion& suggestion) {
    const bool shared = !suggestion.shared_concepts.empty();
    const bool chained = !suggestion.through.empty();
    const bool modelled = suggestion.components.has_value();
    Row row = Begin(suggestion.subject, suggestion.object,
                    shared     ? "shared concept"
                    : chained  ? "chain"
                    : modelled ? "model"
                               : "lexical",
                    "");
    row.cells[kRelation] = Value();
    row.cells[kConfidence] = Rounded(suggestion.confidence);
    row.cells[kPredicate] = "skos:relatedMatch";
    // What it rests on, each with the justification that it would have alone.
    std::vector<std::string_view> grounds;
    // Without words in common, character grams speak.
    if (!suggestion.words.empty() || !(shared || chained || modelled))
      grounds.emplace_back("semapv:LexicalMatching");
    if (shared) grounds.emplace_back("semapv:BackgroundKnowledgeBasedMatching");
    if (chained) grounds.emplace_back("semapv:MappingChaining");
    if (modelled) grounds.emplace_back("semapv:SemanticSimilarityThresholdMatching");
    row.cells[kJustification] = grounds.size() == 1 ? grounds[0] : "semapv:CompositeMatching";
    PropertyMap scores;
    if (modelled) {
      const Suggestion::Components& parts = *suggestion.components;
      for (const auto& [name, score] :
           {std::pair("words", parts.words), std::pair("vectors", parts.vectors),
            std::pair("parent", parts.parent), std::pair("siblings", parts.siblings),
            std::pair("level", parts.level), std::pair("cosine", parts.cosine)})
        scores.Set(name, Rounded(score));
    }
    if (modelled && suggestion.components->mapped != 0)
      scores.Set("mapped", Rounded(suggestion.components->mapped));
    if (chained) scores.Set("chains", Rounded(suggestion.chain_share));
    if (!scores.empty()) row.cells[kScores] = Value(std::move(scores));
    std::vector<std::string> why;
    for (const NodeId id : suggestion.shared_concepts) {
      auto node = snapshot_.GetNode(id);
      if (!node) return tl::unexpected(node.error());
      why.push_back(fmt::format("both are {} {}", node->key, node->properties.FindString(property::label)));
    }
    if (chained) {
      auto through = KeysOf(suggestion.through);
      if (!through) return tl::unexpected(through.error());
      why.push_back(fmt::format("chains through {}", fmt::join(*through, ", ")));
    }
    if (std::string reasons = reasons_.Text(suggestion); !reasons.empty()) why.push_back(std::move(reasons));
    row.cells[kWhy] = fmt::format("{}", fmt::join(why, "; "));
    if (!suggestion.same.empty()) {
      List same;
      for (const uint32_t object : suggestion.same) same.push_back(Value(b_.items[object].id));
      row.cells[kSameText] = Value(std::move(same));
    }
    if (sentences_) {
      Reasons::Sentences nearest = reasons_.NearestSentences(suggestion);
      for (std::string* sentence : {&nearest.subject, &nearest.object})
        row.cells.push_back(sentence->empty() ? Value() : Value(std::move(*sentence)));
    }
    ++suggestions_;
    for (const Item* item : {&a_.items[suggestion.subject], &b_.items[suggestion.object]}) {
      if (item->text_node == 0) continue;
      auto node = snapshot_.GetNode(item->text_node);
      if (!node) return tl::unexpected(node.error());
      auto evidence = places_->EvidenceOf(*node);
      if (!evidence) return tl::unexpected(evidence.error());
      if (*evidence) row.evidence.push_back(std::move(**evidence));
    }
    answer_.rows.push_back(std::move(row));
    return {};
  }

  // Rows by subject; within one, what is stated before what follows before what is guessed.
  Answer Finish() {
    std::stable_sort(answer_.rows.begin(), answer_.rows.end(), [&](const Row& x, const Row& y) {
      return subject_of_.at(x.cells[kSubject].as_string()) < subject_of_.at(y.cells[kSubject].as_string());
    });
    answer_.nodes.assign(nodes_.begin(), nodes_.end());
    return std::move(answer_);
  }

  Answer& answer() { return answer_; }

 private:
  enum Cell {
    kSubject,
    kSubjectTitle,
    kBasis,
    kRelation,
    kObject,
    kObjectTitle,
    kConfidence,
    kWhy,
    kPredicate,
    kJustification,
    kObjectLevel,
    kSameText,
    kScores
  };

  // Instead of a title that is a code, which the id says already, the beginning of the text.
  std::string TitleOf(const Item& item) const {
    constexpr size_t kLongest = 80;
    if (plain_titles_ || item.text.empty() || !WithoutCode(item.title, item.id).empty()) return item.title;
    return ShortenToCharacters(CollapseSpace(item.text), kLongest);
  }

  Row Begin(uint32_t subject, int64_t object, std::string_view basis, std::string_view relation) {
    const Item& from = a_.items[subject];
    subject_of_.emplace(from.id, subject);
    Row row;
    row.cells.resize(kScores + 1);
    row.cells[kSubject] = from.id;
    row.cells[kSubjectTitle] = TitleOf(from);
    row.cells[kBasis] = basis;
    row.cells[kRelation] = relation;
    nodes_.insert(from.nodes.begin(), from.nodes.end());
    if (object < 0) {
      row.cells[kObject] = "sssom:NoTermFound";
      row.cells[kObjectTitle] = "";
    } else {
      const Item& to = b_.items[static_cast<size_t>(object)];
      row.cells[kObject] = to.id;
      row.cells[kObjectTitle] = TitleOf(to);
      row.cells[kObjectLevel] = IsLeaf(static_cast<uint32_t>(object)) ? "leaf" : "upper";
      nodes_.insert(to.nodes.begin(), to.nodes.end());
    }
    return row;
  }

  Result<std::vector<std::string>> KeysOf(const std::vector<NodeId>& nodes) const {
    std::vector<std::string> keys;
    for (const NodeId id : nodes) {
      auto node = snapshot_.GetNode(id);
      if (!node) return tl::unexpected(node.error());
      keys.push_back(std::move(node->key));
    }
    return keys;
  }

  Result<void> AddEvidence(const Edge& edge, Row* row) {
    nodes_.insert({edge.from, edge.to});
    auto evidence = places_->EvidenceOf(edge);
    if (!evidence) return tl::unexpected(evidence.error());
    if (*evidence) row->evidence.push_back(std::move(**evidence));
    return {};
  }

  const Snapshot& snapshot_;
  const Framework& a_;
  const Framework& b_;
  Places* places_;
  Reasons reasons_;
  Answer answer_;
  std::vector<bool> is_leaf_;  // beside the items of b
  bool sentences_ = false, plain_titles_ = false;
  size_t suggestions_ = 0;
  std::map<std::string, uint32_t> subject_of_;
  std::set<NodeId> nodes_;
};

// The four answers to "does it have a counterpart", for both sides.
void NoteCoverage(const Crosswalk& crosswalk, const Framework& a, const Framework& b, Answer* answer) {
  answer->notes.push_back(MakeNote("gap-states", "{}: {}", a.key, Summary(SubjectStates(crosswalk, a))));
  answer->notes.push_back(MakeNote("gap-states", "{}: {}", b.key, Summary(ObjectStates(crosswalk, b))));
  NoteContradictions(crosswalk, a, b, &answer->notes);
  if (crosswalk.silent_chains > 0) {
    answer->notes.push_back(
        MakeNote("silent-chains", "{} no relation and {} not shown",
                 Counting{crosswalk.silent_chains, "chain through other frameworks implies",
                          "chains through other frameworks imply"},
                 crosswalk.silent_chains == 1 ? "is" : "are"));
  }
}

// Beside the items: whether each stands on level `wanted`, 1 at the top. Fails with kNotFound where none
// does.
Result<std::vector<bool>> OnLevel(const Framework& framework, int64_t wanted) {
  constexpr int64_t kMostLevels = 20;
  std::vector<bool> stand;
  int64_t deepest = 0;
  for (const Item& item : framework.items) {
    int64_t level = 1;
    for (int32_t above = item.parent; above >= 0 && level < kMostLevels;
         above = framework.items[static_cast<size_t>(above)].parent)
      ++level;
    stand.push_back(level == wanted);
    deepest = std::max(deepest, level);
  }
  if (std::ranges::count(stand, true) == 0) {
    return Fail(ErrorCode::kNotFound, fmt::format("no item of '{}' is on level {}; it has levels 1 to {}",
                                                  framework.key, wanted, deepest));
  }
  return stand;
}

// What a person reads first.
void Summarise(const MapAnswer& rows, const Framework& a, const Framework& b, size_t notes, Answer* answer) {
  std::map<std::string_view, size_t> by_basis;
  std::set<std::string_view> asked, sure;
  const size_t basis = ColumnOf(*answer, "basis"), subject = ColumnOf(*answer, "subject"),
               confidence = ColumnOf(*answer, "confidence");
  for (const Row& row : answer->rows) {
    const std::string_view rests_on = row.cells[basis].as_string();
    const bool is_stored = rests_on == "mapping" || rests_on == "inferred";
    ++by_basis[is_stored ? rests_on : "suggested"];
    if (is_stored) continue;
    asked.insert(row.cells[subject].as_string());
    if (row.cells[confidence].as_double() >= 0.5) sure.insert(row.cells[subject].as_string());
  }
  List lines;
  lines.push_back(Value(fmt::format(
      "{} ({}) to {} ({}): {} mapped, {} inferred, {} suggested for {}; {} at a confidence of .5 or more",
      a.key, Counted(a.items.size(), "item"), b.key, Counted(b.items.size(), "item"), by_basis["mapping"],
      by_basis["inferred"], rows.suggestions(), Counted(asked.size(), "item"), sure.size())));
  for (size_t i = 0; i < std::min(notes, answer->notes.size()); ++i)
    lines.push_back(Value(answer->notes[i].text));
  answer->arguments.Set("summary", std::move(lines));
}

// What a model of English cannot do for these two.
Result<void> NoteLanguages(const Snapshot& snapshot, const Framework& a, const Framework& b, Places* places,
                           Answer* answer) {
  for (const Framework* side : {&a, &b}) {
    auto language = LanguageOf(snapshot, *side, places);
    if (!language) return tl::unexpected(language.error());
    if (!IsForeign(*language)) continue;
    answer->notes.push_back(MakeNote(
        "foreign-language",
        "the model reads English only, and {} is in '{}': ranked by numbers, names and words that look "
        "alike; confidences say less (" PARAMETER("embedder") " takes a multilingual model)",
        side->key, *language));
  }
  return {};
}

}  // namespace

Result<Answer> AnswerMap(const Snapshot& snapshot, const MapOptions& options) {
  const bool suggest_only = options.suggest_only;
  Places places(snapshot);
  auto a = LoadFramework(snapshot, options.a, !suggest_only, &places);
  if (!a) return tl::unexpected(a.error());
  auto b = LoadFramework(snapshot, options.b, !suggest_only, &places);
  if (!b) return tl::unexpected(b.error());

  SuggestionOptions wanted;
  wanted.least = options.least;
  wanted.vectors = options.vectors;
  wanted.chains = options.chains;
  std::optional<uint32_t> only;
  if (!options.subject.empty()) {
    const Item* item = a->Find(options.subject);
    if (item == nullptr) {
      return Fail(ErrorCode::kNotFound, fmt::format("'{}' has no item '{}'", a->key, options.subject));
    }
    only = static_cast<uint32_t>(item - a->items.data());
    wanted.subjects = {*only};
  }

  if (options.level) {
    auto on_level = OnLevel(*b, *options.level);
    if (!on_level) return tl::unexpected(on_level.error());
    wanted.among = std::move(*on_level);
  }

  MapAnswer rows(snapshot, *a, *b, &places);
  if (options.leaves) {
    wanted.among.resize(b->items.size(), true);
    for (uint32_t o = 0; o < b->items.size(); ++o) wanted.among[o] = wanted.among[o] && rows.IsLeaf(o);
  }
  wanted.best_leaf = !options.whole_ranking && wanted.among.empty();
  wanted.collapse = !options.whole_ranking;
  if (options.sentences) rows.ShowSentences();
  if (options.whole_ranking) rows.ShowPlainTitles();
  Answer& answer = rows.answer();
  answer.arguments.Set("subject", a->key);
  answer.arguments.Set("object", b->key);
  answer.arguments.Set("top", options.top);
  answer.arguments.Set("min", options.least);
  if (only) answer.arguments.Set("item", a->items[*only].id);
  answer.arguments.Set("suggest_only", suggest_only);
  answer.arguments.Set("chains", wanted.chains);
  if (options.leaves) answer.arguments.Set("leaves", true);
  if (options.level) answer.arguments.Set("level", *options.level);
  answer.arguments.Set("model", options.vectors == nullptr ? "" : options.vectors->identity());

  std::set<std::pair<uint32_t, int64_t>> stored;
  ItemStates subject_states, object_states;  // empty: not looked at
  size_t coverage_notes = 0;
  if (!suggest_only) {
    auto crosswalk = FindCrosswalk(
        snapshot, *a, *b,
        {.most_steps = static_cast<int>(options.steps), .mix_rationales = options.mix_rationales});
    if (!crosswalk) return tl::unexpected(crosswalk.error());
    for (const StatedMapping& mapping : crosswalk->stated) {
      stored.emplace(mapping.subject, mapping.object);
      if (only && mapping.subject != *only) continue;
      if (auto done = rows.AddStated(mapping); !done) return tl::unexpected(done.error());
    }
    for (const InferredMapping& mapping : crosswalk->inferred) {
      stored.emplace(mapping.subject, mapping.object);
      if (only && mapping.subject != *only) continue;
      if (auto done = rows.AddInferred(mapping); !done) return tl::unexpected(done.error());
    }
    NoteCoverage(*crosswalk, *a, *b, &answer);
    coverage_notes = answer.notes.size();
    subject_states = SubjectStates(*crosswalk, *a);
    object_states = ObjectStates(*crosswalk, *b);
  }
  if (options.families) {
    answer.arguments.Set("families", PropertyMap{{"subject", FamiliesAsValue(*a, subject_states)},
                                                 {"object", FamiliesAsValue(*b, object_states)}});
  }
  // Pairs that are stored take no place among the suggestions, so more of those are asked for.
  wanted.top = static_cast<size_t>(options.top);
  std::map<uint32_t, size_t> stored_of;
  for (const auto& [subject, object] : stored) ++stored_of[subject];
  size_t most = 0;
  for (const auto& [subject, count] : stored_of) most = std::max(most, count);
  if (wanted.top > 0) wanted.top += most;
  auto suggestions = SuggestMappings(snapshot, *a, *b, wanted);
  if (!suggestions) return tl::unexpected(suggestions.error());
  // A reviewer who found no counterpart has looked at all of them.
  std::set<uint32_t> without_counterpart;
  for (const auto& [subject, object] : stored) {
    if (object < 0 && !options.settled) without_counterpart.insert(subject);
  }
  std::set<uint32_t> withdrawn;
  for (uint32_t s = 0; s < a->items.size() && !only && !options.whole_ranking; ++s) {
    const Item& item = a->items[s];
    if (IsOnlyWithdrawn(item.id, item.title, item.text)) withdrawn.insert(s);
  }
  std::map<uint32_t, int64_t> shown;
  std::set<uint32_t> has_leaf;
  for (const bool shared : {true, false}) {
    // Beside stored rows the tiers stand one below the other; alone they are one ranking.
    for (const Suggestion& suggestion : *suggestions) {
      if (!suggest_only && suggestion.shared_concepts.empty() == shared) continue;
      if (without_counterpart.contains(suggestion.subject)) continue;
      if (withdrawn.contains(suggestion.subject)) continue;
      if (options.only_open && stored_of.contains(suggestion.subject)) continue;
      if (stored.contains({suggestion.subject, suggestion.object})) continue;
      const bool is_leaf = rows.IsLeaf(suggestion.object);
      const bool first_leaf = wanted.best_leaf && is_leaf && !has_leaf.contains(suggestion.subject);
      if (shown[suggestion.subject] >= options.top && !(first_leaf && options.top > 0)) continue;
      if (is_leaf) has_leaf.insert(suggestion.subject);
      ++shown[suggestion.subject];
      if (auto done = rows.AddSuggestion(suggestion); !done) return tl::unexpected(done.error());
    }
    if (suggest_only) break;
  }
  const std::string_view chains = wanted.chains ? ", chains of mappings" : "";
  answer.notes.push_back(
      options.vectors == nullptr
          ? MakeNote(
                "basis-of-suggestions",
                "the suggestions are for a reviewer; they are based on words{} and shared concepts, without "
                "a model",
                chains)
          : MakeNote("basis-of-suggestions",
                     "the suggestions are for a reviewer; they are based on words{}, shared concepts and "
                     "the model {}",
                     chains, options.vectors->identity()));
  if (!withdrawn.empty()) {
    answer.notes.push_back(MakeNote("withdrawn-items", "no suggestions for {} of {}: withdrawn",
                                    Counting{withdrawn.size(), "item"}, a->key));
  }
  if (options.vectors != nullptr && IsFittedModel(options.vectors->identity())) {
    if (auto done = NoteLanguages(snapshot, *a, *b, &places, &answer); !done)
      return tl::unexpected(done.error());
  }
  if (options.vectors != nullptr && !IsFittedModel(options.vectors->identity())) {
    answer.notes.push_back(MakeNote(
        "weights-of-another-model",
        "how the parts are weighed and what a confidence says was learned with {}, not with this model",
        kModelName));
  }
  Summarise(rows, *a, *b, coverage_notes, &answer);
  return rows.Finish();
}

namespace {

Result<Answer> RunMap(const Snapshot& snapshot, const Arguments& arguments) {
  if (arguments.words.size() != 2)
    return Fail(ErrorCode::kUsage, "map needs two frameworks or documents: map A B");
  MapOptions options;
  options.a = arguments.words[0];
  options.b = arguments.words[1];
  options.subject = arguments.Get("subject");
  CONCORD_ASSIGN(options.top, arguments.GetInt("top", options.top, 0, 1'000'000));
  CONCORD_ASSIGN(options.least, arguments.GetShare("min", options.least));
  CONCORD_ASSIGN(options.steps, arguments.GetInt("steps", options.steps, 1, kMostSteps));
  const std::string_view format = arguments.Get("format");
  const bool picture = format == "svg";
  if (arguments.Has("level")) {
    CONCORD_ASSIGN(options.level, arguments.GetInt("level", 1, 1, 20));
  }
  options.leaves = arguments.Has("leaves");
  options.suggest_only = arguments.Has("suggest-only");
  options.chains = !arguments.Has("no-chains");
  options.mix_rationales = arguments.Has("mix-rationales");
  options.settled = arguments.Has("settled");
  options.sentences = arguments.Has("sentences");
  options.whole_ranking = picture || format == "sssom";
  options.families = picture;
  // What is known would drown in a picture.
  options.only_open = picture && !arguments.Has("top");
  options.vectors = arguments.vectors;
  return AnswerMap(snapshot, options);
}

constexpr auto kFormats = std::to_array<AnswerFormat>({
    {"svg", [](const Answer& answer) -> Result<std::string> { return DrawBands(answer); }},
});

}  // namespace

const Query kmapQuery = {
    "map",
    "Find the items of two frameworks or documents that correspond, with the evidence",
    "A B",
    "map nist-csf-2.0 nist-csf-1.1 --top 3\n"
    "map nist-ai-rmf-1.0 owasp-llm-2025 --suggest-only --format sssom",
    kOptions,
    RunMap,
    {},
    kFormats,
};

}  // namespace concord
