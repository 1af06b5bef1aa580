using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Hubs.Areas;
using Telehealth.Hubs.Features.Bookings;

namespace Telehealth.Hubs.Features.Home;

/// <summary>What a member has left in the employer's hub.</summary>
internal sealed class MemberHomeCard(ISender sender) : IHomeCard
{
    public async Task<HomeCard?> For(Actor actor, CancellationToken ct)
    {
        if (!actor.Has(Roles.Client))
        {
            return null;
        }

        var mine = await sender.Send(new ListMemberHubs(), ct);
        if (mine.Error is not null || mine.Value.Count == 0)
        {
            return null;
        }

        var left = mine.Value.Sum(x => x.Available);
        var reserved = mine.Value.Sum(x => x.Reserved);
        var only = mine.Value.Count == 1 ? mine.Value[0] : null;
        return new HomeCard(
            25,
            only is null ? "What have I left in my employers' hubs?" : $"What have I left in {only.Name}?",
            HubPageWords.Count(left, "credit"),
            reserved == 0
                ? "One credit is one session, paid by your employer."
                : $"{HubPageWords.Count(reserved, "credit")} set aside for booked sessions.",
            only is null || left == 0 ? "/hubs" : $"/hubs/{only.Id}/book",
            left == 0 ? "See when new ones come" : "Book a session"
        );
    }
}
