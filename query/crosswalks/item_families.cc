#include "query/crosswalks/item_families.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>

#include "base/text.h"
#include "base/unicode.h"

namespace concord {
namespace {

// The item's id without that of its framework.
std::string_view CodeOf(const Framework& framework, const Item& item) {
  std::string_view code = item.id;
  if (code.size() > framework.key.size() && code.starts_with(framework.key) &&
      code[framework.key.size()] == ':')
    code.remove_prefix(framework.key.size() + 1);
  return code;
}

std::string NameOf(const Framework& framework, const Item& item) {
  std::string name(CodeOf(framework, item));
  if (item.title.empty()) return name;
  // An id that is made of its title says nothing more.
  if (name.size() > 12 || EqualsIgnoreCase(name, item.title)) return CollapseSpace(item.title);
  return name + " " + CollapseSpace(item.title);
}

std::string_view LettersOf(std::string_view code) {
  size_t at = 0, end = 0;
  while (at < code.size() && IsLetterOrDigit(NextCodePoint(code, &at)) &&
         (code[end] < '0' || code[end] > '9'))
    end = at;
  return code.substr(0, end);
}

class FamilyFinder {
 public:
  explicit FamilyFinder(const Framework& framework)
      : framework_(framework), has_parts_(framework.items.size()) {
    for (const Item& item : framework.items) {
      if (item.parent >= 0) has_parts_[static_cast<size_t>(item.parent)] = true;
      by_code_.emplace(CodeOf(framework, item), &item);
    }
    for (size_t i = 0; i < framework.items.size(); ++i) {
      const Item& item = framework.items[i];
      if (item.parent >= 0) continue;
      Alike& alike = alike_[LettersOf(CodeOf(framework, item))];
      ++alike.roots;
      if (!has_parts_[i]) ++alike.lone;
    }
  }

  ItemFamilies Find(size_t most) {
    ItemFamilies families = Named(By::kParts);
    // "AC-2" with its parts, and 300 more: what begins alike.
    if (families.names.size() > most) {
      ItemFamilies fewer = Named(By::kLetters);
      if (fewer.names.size() > 1 && fewer.names.size() < families.names.size()) families = std::move(fewer);
    }
    // Ids that all begin alike tell nothing apart.
    if (families.names.size() == 1 && framework_.items.size() > 1) families = Named(By::kItself);
    Merge(most, &families);
    return families;
  }

 private:
  enum class By : uint8_t {
    kParts,    // an item with parts is a family, the others are by letters
    kLetters,  // all by the letters that their ids begin with
    kItself,   // each by its own name
  };

  ItemFamilies Named(By by) {
    ItemFamilies families;
    places_.clear();
    for (uint32_t i = 0; i < framework_.items.size(); ++i)
      families.of.push_back(Add(NameFor(i, by), &families));
    return families;
  }

  // An item's root; circles end somewhere.
  uint32_t RootOf(uint32_t item) const {
    constexpr int kMostSteps = 64;
    for (int step = 0; step < kMostSteps && framework_.items[item].parent >= 0; ++step)
      item = static_cast<uint32_t>(framework_.items[item].parent);
    return item;
  }

  std::string NameFor(uint32_t item, By by) const {
    constexpr size_t kFew = 12;
    const uint32_t root = RootOf(item);
    const Item& top = framework_.items[root];
    if (!top.path.empty()) return CollapseSpace(top.path.substr(0, top.path.find(" > ")));
    const bool whole = by == By::kItself || (by == By::kParts && has_parts_[root]);
    if (whole || framework_.items.size() <= kFew) return NameOf(framework_, top);
    const std::string_view letters = LettersOf(CodeOf(framework_, top));
    const auto alike = alike_.find(letters);
    if (letters.empty() || alike == alike_.end()) return NameOf(framework_, top);
    // Letters that no other has are no family.
    if ((by == By::kParts ? alike->second.lone : alike->second.roots) == 1) return NameOf(framework_, top);
    // The item with just these letters gives its title.
    const auto named = by_code_.find(letters);
    return named == by_code_.end() ? std::string(letters) : NameOf(framework_, *named->second);
  }

  uint32_t Add(const std::string& name, ItemFamilies* families) {
    const auto [known, first] = places_.try_emplace(name, static_cast<uint32_t>(families->names.size()));
    if (first) families->names.push_back(name);
    return known->second;
  }

  static void Merge(size_t most, ItemFamilies* families) {
    const size_t count = families->names.size();
    if (count <= most) return;
    std::vector<size_t> sizes(count), order(count);
    for (const uint32_t family : families->of) ++sizes[family];
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t x, size_t y) { return sizes[x] > sizes[y]; });
    std::vector<bool> kept(count);
    for (size_t i = 0; i + 1 < most; ++i) kept[order[i]] = true;
    std::vector<uint32_t> place(count);
    std::vector<std::string> names;
    for (size_t f = 0; f < count; ++f) {
      if (!kept[f]) continue;
      place[f] = static_cast<uint32_t>(names.size());
      names.push_back(families->names[f]);
    }
    for (size_t f = 0; f < count; ++f) {
      if (!kept[f]) place[f] = static_cast<uint32_t>(names.size());
    }
    names.emplace_back("others");
    for (uint32_t& family : families->of) family = place[family];
    families->names = std::move(names);
  }

  const Framework& framework_;
  std::vector<bool> has_parts_;
  std::map<std::string_view, const Item*> by_code_;
  struct Alike {
    size_t roots = 0, lone = 0;  // how many begin with these letters, and how many of them have no parts
  };
  std::map<std::string_view, Alike> alike_;
  std::map<std::string, uint32_t> places_;  // of families, by name
};

}  // namespace

ItemFamilies FamiliesOf(const Framework& framework, size_t most) {
  return FamilyFinder(framework).Find(most);
}

Value FamiliesAsValue(const Framework& framework, const ItemStates& states) {
  const ItemFamilies families = FamiliesOf(framework);
  List list;
  for (uint32_t f = 0; f < families.names.size(); ++f) {
    List items;
    std::array<int64_t, kItemStates> counts{};
    for (uint32_t i = 0; i < framework.items.size(); ++i) {
      if (families.of[i] != f) continue;
      items.emplace_back(framework.items[i].id);
      if (i < states.of.size()) ++counts[static_cast<size_t>(states.of[i])];
    }
    PropertyMap by_state;
    for (size_t s = 0; s < kItemStates; ++s)
      by_state.Set(ItemStateName(static_cast<ItemState>(s)), counts[s]);
    list.emplace_back(PropertyMap{
        {"family", families.names[f]}, {"items", std::move(items)}, {"states", std::move(by_state)}});
  }
  return Value(std::move(list));
}

}  // namespace concord
