// Akoma Ntoso 3.0 (OASIS LegalDocML) in any of its namespaces.
#include "ingest/readers/akoma_ntoso_elements.h"
#include "ingest/readers/akoma_ntoso_metadata.h"
#include "ingest/readers/law_dialect.h"

namespace concord {
int LooksLikeAkomaNtoso(const Source& source) {
  // UTF-16 has a NUL beside each letter.
  std::string head(source.bytes.substr(0, 16 << 10));
  std::erase(head, '\0');
  const size_t root = head.find("akomaNtoso");
  if (root == std::string::npos || root == 0) return 0;
  // The name of an element, with or without a prefix
  const size_t open = head.rfind('<', root);
  return open != std::string::npos && head.find_first_of(" \t\r\n>\"'", open) > root ? 9 : 0;
}

Result<Document> ReadAkomaNtoso(const Source& source) {
  static constexpr LawDialect kDialect{
      .element_of = AknElementOf,
      .metadata_of = ReadAknMetadata,
      .is_root = [](pugi::xml_node root) { return LocalName(root) == "akomaNtoso"; },
      .expected = "<akomaNtoso>"};
  return ReadLaw(source, kDialect);
}

}  // namespace concord
