// The tables of datasets/: what an analyst knows beforehand and can correct without C++.
#ifndef CONCORD_INGEST_FACTS_H_
#define CONCORD_INGEST_FACTS_H_

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/batch.h"

namespace concord {

// The bytes of the data files by name ("forums.tsv"), wherever they came from.
using DatasetFiles = std::map<std::string, std::string, std::less<>>;

DatasetFiles BundledDatasets();                                            // built into the program
Result<DatasetFiles> ReadDatasets(const std::filesystem::path& folder);    // its *.tsv

struct ForumFact {
  std::string id, name, acronym, kind, parent, members;   // `members`: a list in members.tsv
  std::vector<std::string> aliases;
  std::string founded, ended;
  std::string gate;         // how an ambiguous name must stand to count; "" for a clear one (datasets/README.md)
};
struct ActorFact {          // roles and national bodies: what acts and is no forum
  std::string id, name, kind, role;
  std::vector<std::string> aliases;
};
struct ModalityFact {
  std::string modality;     // obligation ..., or condition, exception, statement
  std::string strength, pattern, surface, language;
};
struct StandardFact {
  std::string designator, title, owner, status;
};
struct DocumentFact {
  std::string id, title, issuer, date, type, bindingness;
  std::vector<std::string> aliases;
  std::map<std::string, std::string> identifiers;
};
struct ConceptFact {
  std::string scheme, code, parent, name, definition;
};
struct MemberFact {
  std::string list, member, valid_from, valid_to;
};

// All tables, parsed and checked; never changes after Load, so threads share it.
class Facts {
 public:
  // Fails with file and line when a table lacks a column, repeats an id or names one that does not exist.
  static Result<std::shared_ptr<const Facts>> Load(const DatasetFiles& files);

  const std::vector<ForumFact>& forums() const { return forums_; }
  const std::vector<ActorFact>& actors() const { return actors_; }
  const std::vector<ModalityFact>& modality() const { return modality_; }
  const std::vector<StandardFact>& standards() const { return standards_; }
  const std::vector<DocumentFact>& documents() const { return documents_; }
  const std::vector<ConceptFact>& concepts() const { return concepts_; }
  const std::vector<MemberFact>& members() const { return members_; }

  const ForumFact* FindForum(std::string_view id) const;
  const ActorFact* FindActor(std::string_view id) const;
  const DocumentFact* FindDocument(std::string_view id) const;
  bool HasScheme(std::string_view scheme) const;
  const ConceptFact* FindConcept(std::string_view scheme, std::string_view code) const;

  // The forum or actor whose name, acronym or alias is `name` (case and white space folded); empty when
  // none or more than one is.
  std::string_view ResolveAgent(std::string_view name) const;
  // Likewise for the title, an alias or an identifier of a known document.
  std::string_view ResolveDocument(std::string_view name) const;

  // Hash of the files: part of the identity of a run.
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
  std::map<std::string, std::string, std::less<>> agent_by_name_;      // "" for a name of several
  std::map<std::string, std::string, std::less<>> document_by_name_;
  std::map<std::string, size_t, std::less<>> forum_by_id_, actor_by_id_, document_by_id_;
  std::map<std::pair<std::string, std::string>, size_t> concept_by_code_;
  std::string fingerprint_;
};

// The facts as graph: actors and forums with PART_OF and MEMBER_OF, standards with editions, known
// documents, schemes with their concepts, and a Dataset node for each file that keeps its bytes as blob
// "bytes". One unit named "datasets"; nodes are permanent.
GraphBatch FactsToBatch(const Facts& facts, const DatasetFiles& files);

}  // namespace concord

#endif  // CONCORD_INGEST_FACTS_H_
