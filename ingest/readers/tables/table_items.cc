#include "ingest/readers/tables/table_items.h"

#include <fmt/format.h>

#include "ingest/readers/tables/item_tree.h"

namespace concord {

TableItem* TableItems::Add(TableItem item) {
  const auto [found, fresh] = by_id_.try_emplace(item.id, static_cast<uint32_t>(items_.size()));
  if (!fresh) return &items_[found->second];
  items_.push_back(std::move(item));
  return nullptr;
}

size_t TableItems::ParentsFromIds() {
  constexpr std::string_view kBetween = ".-_([/: ";
  size_t found = 0;
  for (TableItem& item : items_) {
    if (!item.parent.empty()) continue;
    for (size_t cut = item.id.find_last_of(kBetween); cut != std::string::npos && cut > 0;
         cut = item.id.find_last_of(kBetween, cut - 1)) {
      std::string above = item.id.substr(0, cut);
      if (!by_id_.contains(above)) continue;
      item.parent = std::move(above);
      ++found;
      break;
    }
  }
  return found;
}

void TableItems::Finish(const std::string& scheme, const Write& write) {
  ItemScheme framework;
  framework.scheme = scheme;
  ItemTree tree;
  for (const TableItem& item : items_) tree.Add(item.id, item.parent, item.line);
  tree.Connect(&framework, &builder_.document().repairs);
  ItemPaths paths;
  tree.Walk(
      [&](size_t index) {
        const TableItem& item = items_[index];
        const uint32_t section = builder_.OpenSection(SectionKind::kItem, item.id, "x");
        if (builder_.failed()) return;
        builder_.section(section).path = paths.PathOf(item.id);
        builder_.section(section).curie = fmt::format("{}:{}", scheme, item.id);
        write(item, section);
      },
      [&] { builder_.CloseSection(); }, [&] { return builder_.failed(); });
  builder_.document().framework = std::move(framework);
}

}  // namespace concord
