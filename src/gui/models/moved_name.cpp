#include "gui/models/moved_name.h"

#include "gui/models/target_text.h"

#include <utility>

namespace memdelbrot {

namespace {

constexpr std::string_view pythonPrefix = "py:";

bool canName(const std::string& label)
{
    const char first = label.empty() ? '0' : label.front();
    return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '_'
        || static_cast<unsigned char>(first) >= 0x80;
}

}  // namespace

MovedName::MovedName(const PanelContext& context, QObject* parent) : QObject(parent), m_context(context)
{
    connect(&context.navigator, &Navigator::pythonNamesListed, this, &MovedName::look);
}

void MovedName::watch(const Place& place)
{
    m_place = place;
    m_isName = place.label.starts_with(pythonPrefix);
    tell(std::nullopt, false);
    look();
}

void MovedName::forget()
{
    m_job.cancel();
    m_place.reset();
    tell(std::nullopt, false);
}

QString MovedName::name() const
{
    return m_place ? toQt(m_place->label.substr(m_place->label.starts_with(pythonPrefix) ? pythonPrefix.size() : 0))
                   : QString();
}

void MovedName::look()
{
    const auto session = m_context.workbench.pythonTarget();
    if (!m_place || !session || m_place->target != *session || !canName(m_place->label)) {
        m_job.cancel();
        tell(std::nullopt, false);
        return;
    }
    m_job.start(
        this,
        [&workbench = m_context.workbench, place = *m_place](const std::stop_token&) {
            return std::pair(place, evaluateAddress(workbench, place.target, place.label));
        },
        [this](const std::pair<Place, Result<Place>>& found) {
            if (m_place && m_place->address == found.first.address && m_place->label == found.first.label)
                take(found.second);
        });
}

void MovedName::take(const Result<Place>& now)
{
    if (!now) {
        if (now.error().code == ErrorCode::NotFound && m_isName
            && m_context.workbench.pythonTarget() == m_place->target)
            tell(std::nullopt, true);
        return;   // busy: the end of what runs asks again
    }
    if (now->target != m_place->target)
        return;
    if (now->address == m_place->address) {
        m_isName = true;
        tell(std::nullopt, false);
    } else if (m_isName) {
        tell(*now, false);
    }
}

void MovedName::tell(std::optional<Place> elsewhere, bool isUnbound)
{
    const bool isSame = isUnbound == m_isUnbound && elsewhere.has_value() == m_elsewhere.has_value()
        && (!elsewhere || elsewhere->address == m_elsewhere->address);
    m_elsewhere = std::move(elsewhere);
    m_isUnbound = isUnbound;
    if (!isSame)
        emit changed();
}

}  // namespace memdelbrot
