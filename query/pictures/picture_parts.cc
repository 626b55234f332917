#include "query/pictures/picture_parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace concord {

std::string TextAt(const Row& row, size_t column) {
  return column < row.cells.size() && row.cells[column].type() == Value::Type::kString
             ? row.cells[column].as_string()
             : std::string();
}

ItemState StateNamed(std::string_view name) {
  for (size_t s = 0; s + 1 < kItemStates; ++s) {
    if (ItemStateName(static_cast<ItemState>(s)) == name) return static_cast<ItemState>(s);
  }
  return ItemState::kNobodyHasLooked;
}

const List* ListAt(const PropertyMap& map, std::string_view name) {
  const Value* value = map.Find(name);
  return value != nullptr && value->type() == Value::Type::kList ? &value->as_list() : nullptr;
}

PictureSide PictureSide::Read(const Answer& answer, std::string_view side) {
  PictureSide read;
  const Value* all = answer.arguments.Find("families");
  const List* families =
      all != nullptr && all->type() == Value::Type::kMap ? ListAt(all->as_map(), side) : nullptr;
  if (families == nullptr) return read;
  for (const Value& value : *families) {
    const PropertyMap& map = value.as_map();
    Family family;
    family.name = map.FindString("family");
    if (const List* items = ListAt(map, "items")) {
      family.items = items->size();
      for (const Value& item : *items) read.of.emplace(item.ToString(), read.families.size());
    }
    if (const Value* states = map.Find("states"); states != nullptr && states->type() == Value::Type::kMap) {
      for (size_t s = 0; s < kItemStates; ++s) {
        const Value* count = states->as_map().Find(ItemStateName(static_cast<ItemState>(s)));
        if (count != nullptr && count->type() == Value::Type::kInt) family.states[s] = count->as_int();
      }
    }
    read.families.push_back(std::move(family));
  }
  return read;
}

// The shares of the four states, from the left.
void DrawShares(double x, double y, double width, double height,
                const std::array<int64_t, kItemStates>& states, const std::string& tip, Svg* svg) {
  int64_t all = 0;
  for (const int64_t count : states) all += count;
  double at = x;
  for (size_t s = 0; s < kItemStates && all > 0; ++s) {
    const double part = width * static_cast<double>(states[s]) / static_cast<double>(all);
    if (part > 0) svg->Box(at, y, part, height, kStateColors[s], tip);
    at += part;
  }
}

void DrawStateLegend(double x, double y, bool follows, Svg* svg) {
  constexpr std::array<std::string_view, kItemStates> kSigns = {"", " (none)", " (≠)", ""};
  for (size_t s = 0; s < kItemStates; ++s) {
    const std::string name = fmt::format("{}{}", ItemStateName(static_cast<ItemState>(s)), kSigns[s]);
    svg->Box(x, y - 11, 14, 14, kStateColors[s]);
    svg->Text(x + 20, y, name, 13);
    x += 44 + Svg::Width(name, 13);
  }
  if (!follows) return;
  svg->Box(x, y - 11, 14, 14, kFollowsColor);
  svg->Text(x + 20, y, "nobody, but an overlap follows", 13);
}

}  // namespace concord
