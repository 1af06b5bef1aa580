using System.Linq.Expressions;
using NodaTime;
using Telehealth.Hubs.Domain.Partners;

namespace Telehealth.Hubs.Features.Partners;

/// <summary>
/// Visits somebody has to look after (HUB-16): no provider yet, no outcome though the time is over, or open for a
/// person to judge.
/// </summary>
internal static class OpenVisits
{
    public static Expression<Func<PartnerVisit, bool>> At(Instant now)
    {
        var over = now - Duration.FromMinutes(Programme.VisitMinutes);
        return x =>
            x.State == VisitState.Assigning
            || (x.State == VisitState.Booked && x.StartsAt < over)
            || (x.ReviewOpenedAt != null && x.ReviewClosedAt == null);
    }
}
