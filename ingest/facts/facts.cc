#include "ingest/facts/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>

#include "base/date.h"
#include "base/delimited.h"
#include "base/file.h"
#include "base/sha256.h"
#include "base/text.h"
#include "base/unicode.h"
#include "graph/vocabulary.h"
#include "ingest/designators/designators.h"
#include "ingest/facts/code_spelling.h"
#include "ingest/facts/embedded.h"

namespace concord {
namespace {

constexpr uint64_t kMaxDatasetBytes = 64u << 20;  // a table that people keep by hand is far smaller

// Names are compared without case, marks, and runs of white space, and without a leading article.
std::string NameKey(std::string_view name) {
  std::string key = FoldCase(CollapseSpace(name));
  if (key.starts_with("the ")) key.erase(0, 4);
  for (size_t at = key.find("’"); at != std::string::npos; at = key.find("’", at)) key.replace(at, 3, "'");
  return key;
}

std::vector<std::string> SplitList(std::string_view text) {
  std::vector<std::string> parts;
  for (std::string_view part : Split(text, ';')) {
    part = Trim(part);
    if (!part.empty()) parts.emplace_back(part);
  }
  return parts;
}

const NameGate* FindGate(const std::vector<NameGate>& gates, std::string_view name) {
  const auto at = std::ranges::find(gates, name, &NameGate::name);
  return at == gates.end() ? nullptr : &*at;
}

std::string Join(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) text += (text.empty() ? "" : ", ") + std::string(word);
  return text;
}

// One table, read row by row; cells are named by the header.
class Table {
 public:
  // `required` columns must be there, in any order; others are passed over.
  static Result<Table> Open(std::string_view file, std::string_view bytes,
                            std::span<const std::string_view> columns) {
    Table table(file, bytes);
    if (const size_t bad = FindInvalidUtf8(bytes); bad != std::string_view::npos) {
      return tl::unexpected(ErrorAt(ErrorCode::kInvalid, "expected UTF-8", file, bytes, bad));
    }
    std::vector<Cell> header;
    const Result<bool> row = table.reader_.Next(&header);
    if (!row) return tl::unexpected(row.error());
    if (!*row) return tl::unexpected(table.Wrong("expected a header row, found an empty file"));
    for (const std::string_view column : columns) {
      const auto at =
          std::ranges::find_if(header, [&](const Cell& cell) { return Trim(cell.raw) == column; });
      if (at == header.end()) {
        return tl::unexpected(
            table.Wrong(fmt::format("expected a column '{}' (the columns are {})", column, Join(columns))));
      }
      table.columns_.emplace(column, static_cast<size_t>(at - header.begin()));
    }
    table.width_ = header.size();
    return table;
  }

  Result<bool> Next() {
    const Result<bool> more = reader_.Next(&row_);
    if (more && *more && row_.size() != width_) {
      return tl::unexpected(
          Wrong(fmt::format("expected {} cells as in the header, found {}", width_, row_.size())));
    }
    return more;
  }
  std::string Get(std::string_view column) const {
    return std::string(Trim(row_[columns_.find(column)->second].raw));
  }
  uint64_t line() const { return reader_.line(); }

  Error Wrong(std::string message) const {
    return {ErrorCode::kInvalid, std::move(message), file_, std::max<uint64_t>(reader_.line(), 1), 0, 0};
  }

 private:
  Table(std::string_view file, std::string_view bytes)
      : file_(file), reader_(bytes, file, {.separator = '\t', .quotes = false, .comment = '#'}) {}

  std::string file_;
  DelimitedReader reader_;
  std::map<std::string, size_t, std::less<>> columns_;
  size_t width_ = 0;
  std::vector<Cell> row_;
};

constexpr std::pair<std::string_view, GateRule::Kind> kGateKinds[] = {
    {"case", GateRule::Kind::kCase},     {"definition", GateRule::Kind::kDefinition},
    {"issuer", GateRule::Kind::kIssuer}, {"needs", GateRule::Kind::kNeeds},
    {"list", GateRule::Kind::kList},     {"opening", GateRule::Kind::kOpening}};

}  // namespace

const NameGate* ForumFact::GateOf(std::string_view text) const { return FindGate(gates, text); }
const NameGate* ActorFact::GateOf(std::string_view text) const { return FindGate(gates, text); }
const NameGate* DocumentFact::GateOf(std::string_view text) const { return FindGate(gates, text); }

DatasetFiles BundledDatasets() {
  DatasetFiles files;
  for (const EmbeddedFile& file : EmbeddedFiles()) files.emplace(file.name, file.bytes);
  return files;
}

Result<DatasetFiles> ReadDatasets(const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    return Fail(
        ErrorCode::kNotFound,
        fmt::format("there is no folder '{}'; it should contain tables such as forums.tsv", folder.string()));
  }
  const Result<std::vector<std::filesystem::path>> paths = ListFiles(folder);
  if (!paths) return tl::unexpected(paths.error());
  DatasetFiles files;
  for (const std::filesystem::path& path : *paths) {
    if (path.has_parent_path() || path.extension() != ".tsv") continue;
    Result<std::string> bytes = ReadFile(folder / path, kMaxDatasetBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    files.emplace(path.string(), std::move(*bytes));
  }
  if (files.empty()) {
    return Fail(ErrorCode::kNotFound,
                fmt::format("the folder '{}' contains no table (*.tsv)", folder.string()));
  }
  return files;
}

// Fills a Facts. Tables are read first, each for itself; references between them are checked when all
// are there, so that their order does not matter.
class FactsLoader {
 public:
  FactsLoader(const DatasetFiles& files, Facts* facts) : files_(files), facts_(*facts) {}

  Result<void> Run() {
    for (const auto load :
         {&FactsLoader::LoadForums, &FactsLoader::LoadActors, &FactsLoader::LoadMembers,
          &FactsLoader::LoadModality, &FactsLoader::LoadStandards, &FactsLoader::LoadDocuments,
          &FactsLoader::LoadSchemes, &FactsLoader::LoadSchemeAliases, &FactsLoader::LoadConcepts,
          &FactsLoader::LoadWords, &FactsLoader::LoadTopicSynonyms}) {
      if (Result<void> loaded = (this->*load)(); !loaded) return loaded;
    }
    for (const Reference& reference : references_) {
      if (Exists(reference)) continue;
      return tl::unexpected(Error{ErrorCode::kInvalid,
                                  fmt::format("there is no {} '{}'", reference.what, reference.id),
                                  reference.file, reference.line, 0, 0});
    }
    IndexNames();
    std::string all;
    for (const auto& [name, bytes] : files_) all += fmt::format("{} {}\n", name, Sha256Hex(bytes));
    facts_.fingerprint_ = Sha256Hex(all);
    return {};
  }

 private:
  struct Reference {
    std::string file;
    uint64_t line;
    std::string_view what;  // "forum or actor", "document", "list of members"
    std::string id;
  };

  // Opens the table and calls `row` for each row; `row` returns a message when the row is wrong.
  template <typename Row>
  Result<void> Read(std::string_view file, std::initializer_list<std::string_view> columns, Row row) {
    const auto found = files_.find(file);
    if (found == files_.end()) return {};
    Result<Table> table = Table::Open(file, found->second, std::span(columns.begin(), columns.size()));
    if (!table) return tl::unexpected(table.error());
    file_ = file;
    for (;;) {
      const Result<bool> more = table->Next();
      if (!more) return tl::unexpected(more.error());
      if (!*more) return {};
      line_ = table->line();
      if (const std::string message = row(*table); !message.empty())
        return tl::unexpected(table->Wrong(message));
    }
  }

  void Refer(std::string_view what, std::string id) {
    if (!id.empty()) references_.push_back({std::string(file_), line_, what, std::move(id)});
  }
  bool Exists(const Reference& reference) const {
    const std::string& id = reference.id;
    if (reference.what == "forum or actor")
      return facts_.FindForum(id) != nullptr || facts_.FindActor(id) != nullptr;
    if (reference.what == "document") return facts_.FindDocument(id) != nullptr;
    if (reference.what == "list of members") return lists_.contains(id);
    if (reference.what == "scheme") return schemes_.contains(id);
    const size_t colon = id.find(':');
    return facts_.FindConcept(id.substr(0, colon), id.substr(colon + 1)) != nullptr;
  }

  // An id is new, not empty and fit for a key. Empty when it is.
  std::string CheckId(const std::string& id) {
    if (id.empty()) return "expected an id in the first column, found nothing";
    if (id.find_first_of(" @#\t") != std::string::npos) {
      return fmt::format("the id '{}' has a blank, '@' or '#', which keys do not allow", id);
    }
    const auto [at, added] = ids_.emplace(id, fmt::format("{}:{}", file_, line_));
    return added ? "" : fmt::format("the id '{}' stands twice, first at {}", id, at->second);
  }

  static std::string CheckDate(std::string_view column, const std::string& date) {
    if (date.empty() || Date::Parse(date)) return "";
    return fmt::format("expected a date as 2024, 2024-03 or 2024-03-21 in column '{}', found '{}'", column,
                       date);
  }

  // "General Assembly=needs:@un,session|opening|not:State;UNGA=case"
  std::string ParseGates(const std::string& text, const std::set<std::string>& names,
                         std::vector<NameGate>* gates) {
    for (const std::string& entry : SplitList(text)) {
      const size_t equals = entry.find('=');
      if (equals == std::string::npos)
        return fmt::format("expected NAME=RULES in column 'gate', found '{}'", entry);
      NameGate gate{entry.substr(0, equals), {}, {}};
      if (!names.contains(gate.name)) {
        return fmt::format("the gate is for '{}', which is no name, acronym or alias of this row", gate.name);
      }
      for (const std::string_view rule : Split(std::string_view(entry).substr(equals + 1), '|')) {
        const size_t colon = rule.find(':');
        const std::string_view word = rule.substr(0, colon);
        std::vector<std::string> arguments;
        if (colon != std::string_view::npos) {
          for (const std::string_view argument : Split(rule.substr(colon + 1), ','))
            arguments.emplace_back(Trim(argument));
        }
        for (const std::string& argument : arguments) {
          if (argument.starts_with('@')) Refer("forum or actor", argument.substr(1));
          if (word == "issuer") Refer("forum or actor", argument);
        }
        const bool takes_arguments = word == "needs" || word == "issuer" || word == "not";
        if (takes_arguments != !arguments.empty()) {
          return fmt::format("the rule '{}' {}", word,
                             takes_arguments ? "needs words behind ':'" : "takes no words");
        }
        if (word == "not") {
          gate.never = std::move(arguments);
          continue;
        }
        const auto kind =
            std::ranges::find(kGateKinds, word, &std::pair<std::string_view, GateRule::Kind>::first);
        if (kind == std::end(kGateKinds)) {
          return fmt::format(
              "expected one of case, definition, issuer:, needs:, list, opening, not: as a rule, found '{}'",
              word);
        }
        gate.any.push_back({kind->second, std::move(arguments)});
      }
      gates->push_back(std::move(gate));
    }
    return "";
  }

  Result<void> LoadForums() {
    return Read("forums.tsv",
                {"id", "name", "acronym", "aliases", "kind", "parent", "founded", "ended", "members", "gate"},
                [this](const Table& row) -> std::string {
                  ForumFact fact;
                  fact.id = row.Get("id");
                  if (std::string wrong = CheckId(fact.id); !wrong.empty()) return wrong;
                  fact.name = row.Get("name");
                  if (fact.name.empty()) return "expected a name, found nothing";
                  fact.acronym = row.Get("acronym");
                  fact.kind = row.Get("kind");
                  fact.aliases = SplitList(row.Get("aliases"));
                  fact.parents = SplitList(row.Get("parent"));
                  if (!fact.parents.empty()) fact.parent = fact.parents.front();
                  for (const std::string& parent : fact.parents) Refer("forum or actor", parent);
                  fact.founded = row.Get("founded");
                  fact.ended = row.Get("ended");
                  if (std::string wrong = CheckDate("founded", fact.founded); !wrong.empty()) return wrong;
                  if (std::string wrong = CheckDate("ended", fact.ended); !wrong.empty()) return wrong;
                  fact.members = row.Get("members");
                  Refer("list of members", fact.members);
                  fact.gate = row.Get("gate");
                  std::set<std::string> names(fact.aliases.begin(), fact.aliases.end());
                  names.insert({fact.name, fact.acronym});
                  if (std::string wrong = ParseGates(fact.gate, names, &fact.gates); !wrong.empty())
                    return wrong;
                  facts_.forum_by_id_.emplace(fact.id, facts_.forums_.size());
                  facts_.forums_.push_back(std::move(fact));
                  return "";
                });
  }

  Result<void> LoadActors() {
    return Read("actors.tsv", {"id", "name", "acronym", "aliases", "kind", "role", "parent", "gate"},
                [this](const Table& row) -> std::string {
                  ActorFact fact;
                  fact.id = row.Get("id");
                  if (std::string wrong = CheckId(fact.id); !wrong.empty()) return wrong;
                  fact.name = row.Get("name");
                  if (fact.name.empty()) return "expected a name, found nothing";
                  fact.acronym = row.Get("acronym");
                  fact.kind = row.Get("kind");
                  fact.role = row.Get("role");
                  fact.aliases = SplitList(row.Get("aliases"));
                  fact.parent = row.Get("parent");
                  Refer("forum or actor", fact.parent);
                  fact.gate = row.Get("gate");
                  std::set<std::string> names(fact.aliases.begin(), fact.aliases.end());
                  names.insert({fact.name, fact.acronym});
                  if (std::string wrong = ParseGates(fact.gate, names, &fact.gates); !wrong.empty())
                    return wrong;
                  facts_.actor_by_id_.emplace(fact.id, facts_.actors_.size());
                  facts_.actors_.push_back(std::move(fact));
                  return "";
                });
  }

  Result<void> LoadMembers() {
    return Read(
        "members.tsv", {"list", "member", "valid_from", "valid_to"}, [this](const Table& row) -> std::string {
          MemberFact fact{row.Get("list"), row.Get("member"), row.Get("valid_from"), row.Get("valid_to")};
          if (fact.list.empty() || fact.member.empty()) return "expected a list and a member, found nothing";
          if (std::string wrong = CheckDate("valid_from", fact.valid_from); !wrong.empty()) return wrong;
          if (std::string wrong = CheckDate("valid_to", fact.valid_to); !wrong.empty()) return wrong;
          Refer("forum or actor", fact.member);
          lists_.insert(fact.list);
          facts_.members_.push_back(std::move(fact));
          return "";
        });
  }

  Result<void> LoadModality() {
    static constexpr auto kStrengths =
        std::to_array<std::string_view>({"binding", "soft", "permissive", "commissive"});
    return Read("modality.tsv", {"modality", "strength", "form", "language", "cues"},
                [this](const Table& row) -> std::string {
                  ModalityFact fact{row.Get("modality"), row.Get("strength"),        row.Get("form"),
                                    row.Get("language"), SplitList(row.Get("cues")), row.line()};
                  if (fact.modality.empty() || fact.language.empty() || fact.cues.empty())
                    return "expected a modality, a language and cues, found nothing";
                  if (std::ranges::find(kStrengths, fact.strength) == kStrengths.end())
                    return fmt::format(
                        "expected a strength (binding, soft, permissive or commissive), found '{}'",
                        fact.strength);
                  if (const std::string_view known = facts_.StrengthOf(fact.modality);
                      !known.empty() && known != fact.strength)
                    return fmt::format("expected '{}' to be {} as in the rows above, found '{}'",
                                       fact.modality, known, fact.strength);
                  facts_.modality_.push_back(std::move(fact));
                  return "";
                });
  }

  Result<void> LoadStandards() {
    return Read(
        "standards.tsv", {"designator", "title", "owner", "status"}, [this](const Table& row) -> std::string {
          StandardFact fact{row.Get("designator"), row.Get("title"), row.Get("owner"), row.Get("status"), ""};
          const std::vector<Designator> found = ScanDesignators(fact.designator);
          if (found.size() != 1 || found[0].span.size() != fact.designator.size() || !found[0].is_standard) {
            return fmt::format("expected a designator such as 'ISO/IEC 42001:2023', found '{}'",
                               fact.designator);
          }
          fact.key = found[0].key;
          Refer("forum or actor", fact.owner);
          facts_.standards_.push_back(std::move(fact));
          return "";
        });
  }

  Result<void> LoadDocuments() {
    return Read("documents.tsv",
                {"id", "title", "aliases", "issuer", "date", "type", "bindingness", "identifiers",
                 "relations", "gate"},
                [this](const Table& row) -> std::string {
                  DocumentFact fact;
                  fact.id = row.Get("id");
                  if (std::string wrong = CheckId(fact.id); !wrong.empty()) return wrong;
                  fact.title = row.Get("title");
                  if (fact.title.empty()) return "expected a title, found nothing";
                  fact.aliases = SplitList(row.Get("aliases"));
                  fact.issuers = SplitList(row.Get("issuer"));
                  if (!fact.issuers.empty()) fact.issuer = fact.issuers.front();
                  for (const std::string& issuer : fact.issuers) Refer("forum or actor", issuer);
                  fact.date = row.Get("date");
                  if (std::string wrong = CheckDate("date", fact.date); !wrong.empty()) return wrong;
                  fact.type = row.Get("type");
                  fact.bindingness = row.Get("bindingness");
                  constexpr std::string_view kBindingness[] = {"binding", "soft", "voluntary", "none"};
                  if (std::ranges::find(kBindingness, fact.bindingness) == std::end(kBindingness)) {
                    return fmt::format(
                        "expected one of binding, soft, voluntary, none in column 'bindingness', found '{}'",
                        fact.bindingness);
                  }
                  for (const std::string& identifier : SplitList(row.Get("identifiers"))) {
                    const size_t colon = identifier.find(':');
                    if (colon == std::string::npos)
                      return fmt::format("expected an identifier as celex:32016R0679, found '{}'",
                                         identifier);
                    fact.identifiers.emplace(identifier.substr(0, colon), identifier.substr(colon + 1));
                  }
                  for (const std::string& relation : SplitList(row.Get("relations"))) {
                    const size_t blank = relation.find(' ');
                    constexpr std::string_view kTypes[] = {edge::CITES,   edge::IMPLEMENTS, edge::AMENDS,
                                                           edge::REPEALS, edge::SUPERSEDES, edge::BASED_ON};
                    const std::string type = relation.substr(0, blank);
                    if (blank == std::string::npos || std::ranges::find(kTypes, type) == std::end(kTypes)) {
                      return fmt::format("expected a relation as 'AMENDS id' with one of {}, found '{}'",
                                         Join(kTypes), relation);
                    }
                    fact.relations.push_back({type, relation.substr(blank + 1)});
                    Refer("document", fact.relations.back().target);
                  }
                  fact.gate = row.Get("gate");
                  std::set<std::string> names(fact.aliases.begin(), fact.aliases.end());
                  names.insert(fact.title);
                  if (std::string wrong = ParseGates(fact.gate, names, &fact.gates); !wrong.empty())
                    return wrong;
                  facts_.document_by_id_.emplace(fact.id, facts_.documents_.size());
                  facts_.documents_.push_back(std::move(fact));
                  return "";
                });
  }

  Result<void> LoadSchemes() {
    return Read("schemes.tsv", {"scheme", "title", "version", "source"},
                [this](const Table& row) -> std::string {
                  SchemeFact fact{row.Get("scheme"), row.Get("title"), row.Get("version"), row.Get("source")};
                  if (std::string wrong = CheckId(fact.scheme); !wrong.empty()) return wrong;
                  schemes_.insert(fact.scheme);
                  facts_.schemes_.push_back(std::move(fact));
                  return "";
                });
  }

  Result<void> LoadSchemeAliases() {
    return Read("scheme_aliases.tsv", {"alias", "scheme", "codes"}, [this](const Table& row) -> std::string {
      SchemeAliasFact fact{row.Get("alias"), row.Get("scheme"), row.Get("codes")};
      if (fact.alias.empty() || fact.scheme.empty()) return "expected an alias and a scheme, found nothing";
      if (!ParseCodeSpelling(fact.codes))
        return fmt::format("expected 'controls' or nothing in column 'codes', found '{}'", fact.codes);
      const auto [at, added] = facts_.scheme_aliases_.emplace(AsciiLower(fact.alias), fact);
      return added ? "" : fmt::format("the alias '{}' stands twice", fact.alias);
    });
  }

  Result<void> LoadConcepts() {
    return Read(
        "taxonomies.tsv", {"scheme", "code", "parent", "name", "definition"},
        [this](const Table& row) -> std::string {
          ConceptFact fact{row.Get("scheme"), row.Get("code"), row.Get("parent"), row.Get("name"),
                           row.Get("definition")};
          if (fact.scheme.empty() || fact.code.empty()) return "expected a scheme and a code, found nothing";
          Refer("scheme", fact.scheme);
          if (fact.parent == fact.code) return fmt::format("'{}' is its own parent", fact.code);
          if (!fact.parent.empty()) Refer("concept", fact.scheme + ":" + fact.parent);
          if (!facts_.concept_by_code_.emplace(std::pair(fact.scheme, fact.code), facts_.concepts_.size())
                   .second) {
            return fmt::format("the code '{}' stands twice in scheme '{}'", fact.code, fact.scheme);
          }
          facts_.concepts_.push_back(std::move(fact));
          return "";
        });
  }

  Result<void> LoadWords() {
    return Read("words.tsv", {"class", "language", "words"}, [this](const Table& row) -> std::string {
      WordFact fact{row.Get("class"), row.Get("language"), SplitList(row.Get("words")), row.line()};
      if (fact.word_class.empty() || fact.words.empty()) return "expected a class and words, found nothing";
      facts_.words_.push_back(std::move(fact));
      return "";
    });
  }

  // For questions alone (query/topics/wordings.h): looked at here so that a wrong row stops the load.
  Result<void> LoadTopicSynonyms() {
    std::map<std::string, uint64_t, std::less<>> seen;
    return Read("topic_synonyms.tsv", {"relation", "terms"}, [&](const Table& row) -> std::string {
      const std::string relation = row.Get("relation");
      if (relation != "same" && relation != "narrower" && relation != "other")
        return fmt::format("expected the relation 'same', 'narrower' or 'other', found '{}'", relation);
      const std::vector<std::string> terms = SplitList(row.Get("terms"));
      if (relation == "other") return terms.empty() ? "expected terms with ';' between them" : "";
      if (terms.size() < 2) return "expected several terms with ';' between them";
      if (relation == "narrower") return "";
      for (const std::string& term : terms) {
        const auto [at, added] = seen.emplace(NameKey(term), row.line());
        if (added || at->second == row.line()) continue;
        return fmt::format("'{}' has a row already (line {}); expected all that means the same in one", term,
                           at->second);
      }
      return "";
    });
  }

  static void AddName(std::string_view name, const std::string& id,
                      std::map<std::string, std::string, std::less<>>* names) {
    if (name.empty()) return;
    const auto [at, added] = names->emplace(NameKey(name), id);
    if (!added && at->second != id) at->second.clear();
  }

  void IndexNames() {
    for (const ForumFact& fact : facts_.forums_) {
      AddName(fact.name, fact.id, &facts_.agent_by_name_);
      AddName(fact.acronym, fact.id, &facts_.agent_by_name_);
      for (const std::string& alias : fact.aliases) AddName(alias, fact.id, &facts_.agent_by_name_);
    }
    for (const ActorFact& fact : facts_.actors_) {
      if (fact.kind == "role") continue;  // "states" is nobody's name
      AddName(fact.name, fact.id, &facts_.agent_by_name_);
      AddName(fact.acronym, fact.id, &facts_.agent_by_name_);
      for (const std::string& alias : fact.aliases) AddName(alias, fact.id, &facts_.agent_by_name_);
    }
    for (const DocumentFact& fact : facts_.documents_) {
      AddName(fact.title, fact.id, &facts_.document_by_name_);
      for (const std::string& alias : fact.aliases) AddName(alias, fact.id, &facts_.document_by_name_);
      for (const auto& [scheme, value] : fact.identifiers) {
        AddName(value, fact.id, &facts_.document_by_name_);
        AddName(scheme + ":" + value, fact.id, &facts_.document_by_name_);
        const std::string key = KeyOfIdentifier(scheme, value);
        if (!key.empty()) AddName(key, fact.id, &facts_.document_by_name_);
      }
    }
  }

  const DatasetFiles& files_;
  Facts& facts_;
  std::string_view file_;
  uint64_t line_ = 0;
  std::map<std::string, std::string> ids_;  // with the place where each stands
  std::set<std::string> lists_, schemes_;
  std::vector<Reference> references_;
};

Result<std::shared_ptr<const Facts>> Facts::Load(const DatasetFiles& files) {
  auto facts = std::make_shared<Facts>();
  if (Result<void> loaded = FactsLoader(files, facts.get()).Run(); !loaded)
    return tl::unexpected(loaded.error());
  return facts;
}

std::string_view Facts::StrengthOf(std::string_view modality) const {
  for (const ModalityFact& fact : modality_) {
    if (fact.modality == modality) return fact.strength;
  }
  return {};
}

const ForumFact* Facts::FindForum(std::string_view id) const {
  const auto at = forum_by_id_.find(id);
  return at == forum_by_id_.end() ? nullptr : &forums_[at->second];
}

const ActorFact* Facts::FindActor(std::string_view id) const {
  const auto at = actor_by_id_.find(id);
  return at == actor_by_id_.end() ? nullptr : &actors_[at->second];
}

const DocumentFact* Facts::FindDocument(std::string_view id) const {
  const auto at = document_by_id_.find(id);
  return at == document_by_id_.end() ? nullptr : &documents_[at->second];
}

bool Facts::IsPartOf(std::string_view id, std::string_view ancestor) const {
  // Parents are few and a cycle is possible in a table: walk with a list of what was seen.
  std::vector<std::string_view> open = {id}, seen;
  while (!open.empty()) {
    const std::string_view at = open.back();
    open.pop_back();
    if (at == ancestor) return true;
    if (std::ranges::find(seen, at) != seen.end()) continue;
    seen.push_back(at);
    if (const ForumFact* forum = FindForum(at))
      open.insert(open.end(), forum->parents.begin(), forum->parents.end());
    if (const ActorFact* actor = FindActor(at); actor != nullptr && !actor->parent.empty())
      open.push_back(actor->parent);
  }
  return false;
}

bool Facts::HasScheme(std::string_view scheme) const {
  return std::ranges::find(schemes_, scheme, &SchemeFact::scheme) != schemes_.end();
}

const SchemeAliasFact* Facts::FindSchemeAlias(std::string_view name) const {
  const auto at = scheme_aliases_.find(AsciiLower(name));
  return at == scheme_aliases_.end() ? nullptr : &at->second;
}

const ConceptFact* Facts::FindConcept(std::string_view scheme, std::string_view code) const {
  const auto at = concept_by_code_.find({std::string(scheme), std::string(code)});
  return at == concept_by_code_.end() ? nullptr : &concepts_[at->second];
}

std::string_view Facts::ResolveAgent(std::string_view name) const {
  if (const auto at = agent_by_name_.find(NameKey(name)); at != agent_by_name_.end()) return at->second;
  // "European Union (OJ)": what stands in parentheses behind a name is a note.
  name = Trim(name);
  const size_t note = name.ends_with(')') ? name.rfind(" (") : std::string_view::npos;
  if (note == std::string_view::npos) return {};
  const auto at = agent_by_name_.find(NameKey(name.substr(0, note)));
  return at == agent_by_name_.end() ? std::string_view() : at->second;
}

std::string_view Facts::ResolveDocument(std::string_view name) const {
  name = Trim(name);
  if (const auto at = document_by_name_.find(NameKey(name)); at != document_by_name_.end()) return at->second;
  constexpr size_t kLongestDesignator = 200;
  if (name.size() > kLongestDesignator) return {};
  const std::vector<Designator> found = ScanDesignators(name);
  if (found.size() != 1 || found[0].span.size() != name.size() || found[0].is_standard) return {};
  const auto at = document_by_name_.find(NameKey(found[0].key));
  return at == document_by_name_.end() ? std::string_view() : at->second;
}

}  // namespace concord
