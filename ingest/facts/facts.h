// The tables of datasets/: facts that an analyst can correct without C++.
#ifndef CONCORD_INGEST_FACTS_FACTS_H_
#define CONCORD_INGEST_FACTS_FACTS_H_

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace concord {

// The bytes of the data files by name ("forums.tsv"), wherever they came from.
using DatasetFiles = std::map<std::string, std::string, std::less<>>;

DatasetFiles BundledDatasets();                                          // built into the program
Result<DatasetFiles> ReadDatasets(const std::filesystem::path& folder);  // its *.tsv

// When an ambiguous name counts (datasets/README.md has the rules). It counts if none of `never` is directly
// before or after it and, unless `any` is empty, one of `any` holds.
struct GateRule {
  enum class Kind : uint8_t {
    kCase,        // in exactly these letters, and not in a line of capitals
    kDefinition,  // the document itself defines it
    kIssuer,      // the document's issuer is `arguments` or a part of it
    kNeeds,    // one of `arguments` occurs in the same block: words, or "@id" for any name of a body or its
               // parts
    kList,     // in an enumeration with another body
    kOpening,  // opens a resolution: "The General Assembly, Recalling ..."
  };
  Kind kind = Kind::kCase;
  std::vector<std::string> arguments;
};
struct NameGate {
  std::string name;  // as in the columns name, acronym or aliases
  std::vector<GateRule> any;
  std::vector<std::string> never;
};

struct ForumFact {
  std::string id, name, acronym, kind, members;  // `members`: a list in members.tsv
  std::string parent;                            // the first of `parents`
  std::vector<std::string> parents, aliases;
  std::string founded, ended;
  std::string gate;  // as written; "" if every name is unambiguous
  std::vector<NameGate> gates;

  const NameGate* GateOf(std::string_view text) const;  // nullptr: an unambiguous name
};
struct ActorFact {  // roles, countries, national bodies, companies: actors that are not forums
  std::string id, name, acronym, kind, role, parent;
  std::vector<std::string> aliases;
  std::string gate;
  std::vector<NameGate> gates;

  const NameGate* GateOf(std::string_view text) const;
};
struct ModalityFact {              // modality.tsv: phrases that ask, allow or promise, in one language
  std::string modality, strength;  // "obligation", "binding"
  std::string form;                // how the phrase is used in its clause: "modal", "participle" ...
  std::string language;
  std::vector<std::string> cues;
  uint64_t line = 0;
};
struct StandardFact {
  std::string designator, title, owner, status;
  std::string key;  // "iso-iec:42001@2023": the edition, or the work when no edition is named
};
struct DocumentRelation {
  std::string type, target;  // "AMENDS", id of another known document
};
struct DocumentFact {
  std::string id, title, issuer, date, type, bindingness;  // `issuer`: the first of `issuers`
  std::vector<std::string> issuers, aliases;
  std::map<std::string, std::string> identifiers;
  std::vector<DocumentRelation> relations;
  std::string gate;
  std::vector<NameGate> gates;

  const NameGate* GateOf(std::string_view text) const;
};
struct SchemeFact {
  std::string scheme, title, version, source;
};
struct SchemeAliasFact {  // scheme_aliases.tsv: another name of a scheme, or its own
  std::string alias, scheme;
  std::string codes;  // how its codes are spelled (ingest/resolve/concept_keys.h)
};
struct ConceptFact {
  std::string scheme, code, parent, name, definition;
};
struct MemberFact {
  std::string list, member, valid_from, valid_to;
};
struct WordFact {  // words.tsv: what the extractors must know about a language
  std::string word_class, language;
  std::vector<std::string> words;
  uint64_t line = 0;
};

// All tables, parsed and checked; never changes after Load, so threads share it.
class Facts {
 public:
  // Fails with file and line if a table lacks a column, repeats an id or names one that does not exist.
  // Ignores files with other names. A missing table is empty.
  static Result<std::shared_ptr<const Facts>> Load(const DatasetFiles& files);

  const std::vector<ForumFact>& forums() const { return forums_; }
  const std::vector<ActorFact>& actors() const { return actors_; }
  const std::vector<ModalityFact>& modality() const { return modality_; }
  // How strongly measures of a modality bind; empty if the table does not have the modality.
  std::string_view StrengthOf(std::string_view modality) const;
  const std::vector<StandardFact>& standards() const { return standards_; }
  const std::vector<DocumentFact>& documents() const { return documents_; }
  const std::vector<ConceptFact>& concepts() const { return concepts_; }
  const std::vector<MemberFact>& members() const { return members_; }
  const std::vector<SchemeFact>& schemes() const { return schemes_; }
  const std::vector<WordFact>& words() const { return words_; }

  const ForumFact* FindForum(std::string_view id) const;
  const ActorFact* FindActor(std::string_view id) const;
  const DocumentFact* FindDocument(std::string_view id) const;
  // True when `id` is `ancestor` or a part of it (or of a part of it).
  bool IsPartOf(std::string_view id, std::string_view ancestor) const;
  bool HasScheme(std::string_view scheme) const;
  // nullptr if the table does not have that name. Letter case does not matter.
  const SchemeAliasFact* FindSchemeAlias(std::string_view name) const;
  const ConceptFact* FindConcept(std::string_view scheme, std::string_view code) const;

  // The forum or actor with this name, acronym or alias (case and white space folded); empty if there is none
  // or more than one.
  std::string_view ResolveAgent(std::string_view name) const;
  // Likewise for the title, an alias or an identifier of a known document, or its designator in any spelling
  // ("Regulation (EU) 2016/679", "CELEX:32016R0679").
  std::string_view ResolveDocument(std::string_view name) const;

  // Hash of the files. It is part of the identity of a run.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  friend class FactsLoader;
  std::vector<ForumFact> forums_;
  std::vector<ActorFact> actors_;
  std::vector<ModalityFact> modality_;
  std::vector<StandardFact> standards_;
  std::vector<DocumentFact> documents_;
  std::vector<ConceptFact> concepts_;
  std::vector<MemberFact> members_;
  std::vector<SchemeFact> schemes_;
  std::map<std::string, SchemeAliasFact, std::less<>> scheme_aliases_;  // by the folded alias
  std::vector<WordFact> words_;
  std::map<std::string, std::string, std::less<>> agent_by_name_;  // "" for a name of several
  std::map<std::string, std::string, std::less<>> document_by_name_;
  std::map<std::string, size_t, std::less<>> forum_by_id_, actor_by_id_, document_by_id_;
  std::map<std::pair<std::string, std::string>, size_t> concept_by_code_;
  std::string fingerprint_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_FACTS_FACTS_H_
