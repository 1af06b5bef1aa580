using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;
using Telehealth.Identity.Contracts;

namespace Telehealth.Hubs.Features.Members;

/// <summary>Members as HR sees them (HUB-08): shortened names and what was allotted, never what was used.</summary>
internal sealed class MemberLines(HubsDbContext db, ISender sender)
{
    public async Task<IReadOnlyDictionary<Guid, HubMemberAnswer>> Of(
        IReadOnlyCollection<HubMember> members,
        CancellationToken ct
    )
    {
        var allotted = await Allotted(members, ct);
        var lines = new Dictionary<Guid, HubMemberAnswer>();
        foreach (var member in members)
        {
            var card = await sender.Send(new GetPerson(member.PersonId), ct);
            var name = card.IsSuccess ? Shortened(card.Value.DisplayName) : "";
            var credits = allotted.GetValueOrDefault(member.Id);
            lines[member.Id] = new HubMemberAnswer(member.Id, name, member.JoinedAt, credits);
        }

        return lines;
    }

    /// <summary>Łucja Nowak is Łucja N.</summary>
    public static string Shortened(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2 ? name : $"{words[0]} {StringInfo.GetNextTextElement(words[^1])}.";
    }

    private async Task<Dictionary<Guid, long>> Allotted(IReadOnlyCollection<HubMember> members, CancellationToken ct)
    {
        var ids = members.Select(x => x.Id).ToList();
        var orders = await db
            .Allotments.AsNoTracking()
            .Where(x => ids.Contains(x.MemberId))
            .Where(x => x.Kind == AllotmentKind.Period || x.Kind == AllotmentKind.TopUp)
            .Select(x => new
            {
                x.MemberId,
                x.Period,
                x.Credits,
            })
            .ToListAsync(ct);
        var periods = members.ToDictionary(x => x.Id, x => x.Period);
        return orders
            .Where(x => x.Period == periods[x.MemberId])
            .GroupBy(x => x.MemberId)
            .ToDictionary(x => x.Key, x => x.Sum(y => y.Credits));
    }
}
