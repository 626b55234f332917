// Writes groups, controls and their parts of an OSCAL catalogue as sections.
#ifndef CONCORD_INGEST_READERS_EXCHANGE_OSCAL_CATALOG_H_
#define CONCORD_INGEST_READERS_EXCHANGE_OSCAL_CATALOG_H_

#include <string>

#include "ingest/document/document_builder.h"
#include "ingest/readers/exchange/oscal_metadata.h"
#include "ingest/readers/exchange/oscal_params.h"

namespace concord {

// Groups and controls are items of the framework (`scheme:id`), enhancements below their control. Statements
// and their items are sections of kind item, and yield measures. Guidance and overviews are separate clauses.
// What is meant for an assessor (objectives, methods, objects) is front matter and yields no measures;
// objectives within guidance are guidance. Borrows all its parts.
class OscalCatalogWriter {
 public:
  OscalCatalogWriter(std::string scheme, const OscalParams& params, DocumentBuilder* builder);

  // The groups, controls and parts of a catalogue, group or control, in the order of the file.
  void WriteMembers(DataNode holder, const std::string& parent_curie);
  // One part; `lead` is the block with its opening words, or -1.
  void WritePart(DataNode part, int32_t lead);

  ItemScheme TakeFramework() { return std::move(framework_); }

 private:
  void WriteItem(DataNode item, const std::string& parent_curie);

  const OscalParams& params_;
  DocumentBuilder& builder_;
  ItemScheme framework_;
  bool in_guidance_ = false;
};

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_EXCHANGE_OSCAL_CATALOG_H_
