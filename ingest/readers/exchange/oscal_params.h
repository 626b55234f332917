// The parameters of an OSCAL catalogue, and prose with them in the place of `{{ insert: param, ac-1_prm_1
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
  // All parameters below `root`, wherever they are declared or set (`set-parameter`); of two with one id the
  // first counts. `outer` (borrowed, or null) is asked for what is not below the root.
  explicit OscalParams(DataNode root, const OscalParams* outer = nullptr);

  // Each insertion becomes, all of it standing for the bytes of the insertion: the values of the parameter;
  // else "[Selection: a; b]" with insertions resolved in their turn; else "[label]"; else "[id]", which is
  // also what one that goes round in circles or grows without measure becomes.
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
