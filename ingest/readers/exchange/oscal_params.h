// The parameters of an OSCAL catalogue, and prose in which they replace `{{ insert: param, ac-1_prm_1
// }}`.
#ifndef CONCORD_INGEST_READERS_EXCHANGE_OSCAL_PARAMS_H_
#define CONCORD_INGEST_READERS_EXCHANGE_OSCAL_PARAMS_H_

#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/readers/exchange/oscal_tree.h"
#include "ingest/readers/pages/markdown_blocks.h"

namespace concord {

// Borrows the tree.
class OscalParams {
 public:
  // All parameters below `root`, wherever they are declared or set (`set-parameter`); the first one with an
  // id counts. `outer` (borrowed, or null) supplies parameters that are not below the root.
  explicit OscalParams(DataNode root, const OscalParams* outer = nullptr);

  // Replaces each insertion with the first of these that exists: the values of the parameter; "[Selection: a;
  // b]" with its own insertions resolved; "[label]"; "[id]". Circular or excessively growing insertions also
  // become "[id]". The result represents the bytes of the insertion.
  PlacedText Resolve(const PlacedText& text) const;
  // The blocks of a prose field, resolved.
  std::vector<MarkdownBlock> Prose(DataNode field) const;

 private:
  std::string TextOf(const std::string& id, int depth, size_t* budget) const;
  std::string Expand(const std::string& text, int depth, size_t* budget) const;

  DataNode Find(const std::string& id) const;

  std::unordered_map<std::string, DataNode> params_;
  const OscalParams* outer_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_EXCHANGE_OSCAL_PARAMS_H_
