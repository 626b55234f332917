// The parts of an office file: XML in a zip archive, joined by relationships (OOXML) or by fixed names (ODF).
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

  // A part as UTF-8, whatever its encoding was.
  Result<std::string> ReadText(std::string_view name);
  // A part of which only what it says matters (styles, properties); no offsets of it are kept.
  Result<std::unique_ptr<XmlTree>> ReadXml(std::string_view name);
  // Parts whose text becomes the document's: those of `names` that are there, in that order.
  Result<SourceText> ReadParts(const std::vector<std::string>& names);

  // Of OOXML: the part to which `from` ("": the package) is related by that type, as its last step names it
  // ("officeDocument", "styles"); empty when there is none. Several of one type: see Related.
  Result<std::string> Related(std::string_view from, std::string_view type);
  struct Relationship {
    std::string id, type, target;  // the target as a name in the archive; as written when it is external
    bool external = false;
  };
  Result<std::vector<Relationship>> Relationships(std::string_view from);

 private:
  OfficePackage(const Source& source, ZipArchive archive) : source_(source), archive_(std::move(archive)) {}

  Source source_;
  ZipArchive archive_;
};

// What docProps/core.xml or meta.xml says: Dublin Core elements, wherever they stand. Fields that are set
// already stay. A person or program that made the file issued nothing: they become `creator` and the like.
void TakeDublinCore(pugi::xml_node root, Metadata* metadata);

// Walks what is below `top` in the order of the file, however deep: enter(node) says whether to go inside,
// and leave(node) follows when it did. stop() ends the walk.
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
