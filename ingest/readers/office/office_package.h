// The parts of an office file: XML in a zip archive, found by relationships (OOXML) or fixed names (ODF).
#ifndef CONCORD_INGEST_READERS_OFFICE_OFFICE_PACKAGE_H_
#define CONCORD_INGEST_READERS_OFFICE_OFFICE_PACKAGE_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/document/document.h"
#include "ingest/source/source_text.h"
#include "ingest/source/xml_tree.h"
#include "ingest/source/zip_archive.h"

namespace concord {

// Borrows the source. One thread.
class OfficePackage {
 public:
  static Result<OfficePackage> Open(const Source& source);

  ZipArchive& archive() { return archive_; }
  bool Has(std::string_view name) const { return archive_.Has(name); }

  // A part as UTF-8, whatever its encoding.
  Result<std::string> ReadText(std::string_view name);
  // A part that is needed only for its data (styles, properties); its offsets are not kept.
  Result<std::unique_ptr<XmlTree>> ReadXml(std::string_view name);
  // Parts whose text becomes the document's: the existing ones of `names`, in that order.
  Result<SourceText> ReadParts(const std::vector<std::string>& names);

  // For OOXML: the part to which `from` ("": the package) is related by a type with this last step
  // ("officeDocument", "styles"); empty if there is none. If there are several, see Related.
  Result<std::string> Related(std::string_view from, std::string_view type);
  struct Relationship {
    std::string id, type, target;  // the target as a name in the archive; unchanged if it is external
    bool external = false;
  };
  Result<std::vector<Relationship>> Relationships(std::string_view from);

 private:
  OfficePackage(const Source& source, ZipArchive archive) : source_(source), archive_(std::move(archive)) {}

  Source source_;
  ZipArchive archive_;
};

// Takes the Dublin Core elements of docProps/core.xml or meta.xml, wherever they are. Does not change fields
// that are set. A person or program that made the file is not its issuer; they become `creator` and the like.
void TakeDublinCore(pugi::xml_node root, Metadata* metadata);

// Visits everything below `top` in the order of the file, however deep. enter(node) says whether to go
// inside; if so, leave(node) follows. stop() ends the walk.
template <typename Enter, typename Leave, typename Stop>
void WalkBelow(pugi::xml_node top, Enter enter, Leave leave, Stop stop) {
  pugi::xml_node node = top.first_child();
  while (node && !stop()) {
    const bool inside = enter(node);
    if (inside && node.first_child()) {
      node = node.first_child();
      continue;
    }
    if (inside) leave(node);
    while (node && !node.next_sibling()) {
      node = node.parent();
      if (node == top) node = {};
      if (node) leave(node);
    }
    if (node) node = node.next_sibling();
  }
}

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_OFFICE_OFFICE_PACKAGE_H_
