using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Hubs.Persistence;
using Telehealth.Identity.Contracts;

namespace Telehealth.Hubs.Features.Members;

internal sealed class ListMembersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/hubs/{hubId}/members",
                async (HubId hubId, string? after, int? limit, ISender sender, CancellationToken ct) =>
                    Cursor.Check(after, limit) is { } refused
                        ? Answers.Problem(refused)
                        : (await sender.Send(new ListMembers(hubId, after, limit ?? Cursor.UsualItems), ct)).ToHttp()
            )
            .WithName("ListHubMembers")
            .WithSummary("Who belongs to a hub and what each was allotted; never what was used, reserved or left")
            .WithTags("Hubs: employers")
            .Answers<Page<HubMemberAnswer>>(StatusCodes.Status200OK, 403, 404);
}

/// <summary>A member as HR sees it (HUB-08).</summary>
/// <param name="Id">The member.</param>
/// <param name="Name">First name and initial.</param>
/// <param name="JoinedAt">Since when.</param>
/// <param name="Allotted">Credits given for the current period; carry-over is between the member and the hub.</param>
public sealed record HubMemberAnswer(Guid Id, string Name, Instant JoinedAt, long Allotted);

[Needs(HubsModule.AdministerHub)]
internal sealed record ListMembers(HubId HubId, string? After, int Limit) : IQuery<Page<HubMemberAnswer>>;

internal sealed class ListMembersHandler(HubsDbContext db, HubDoor door, ISender sender)
    : IQueryHandler<ListMembers, Page<HubMemberAnswer>>
{
    public async Task<Result<Page<HubMemberAnswer>>> Handle(ListMembers query, CancellationToken ct)
    {
        if (await door.OfAdmin(query.HubId, ct) is not { } hub)
        {
            return HubErrors.NotFound;
        }

        var before = Cursor.TryDecode(query.After, out var sequence) ? sequence : long.MaxValue;
        var rows = await db
            .Members.AsNoTracking()
            .Where(x => x.HubId == hub.Id && x.State == MemberState.Active && x.Sequence < before)
            .OrderByDescending(x => x.Sequence)
            .Take(query.Limit + 1)
            .ToListAsync(ct);
        var allotted = await Allotted(rows, ct);
        var names = new Dictionary<PersonId, string>();
        foreach (var person in rows.Select(x => x.PersonId))
        {
            var card = await sender.Send(new GetPerson(person), ct);
            names[person] = card.IsSuccess ? Shortened(card.Value.DisplayName) : "";
        }

        return Page<HubMemberAnswer>.Of(
            rows,
            query.Limit,
            x => new HubMemberAnswer(x.Id, names[x.PersonId], x.JoinedAt, allotted.GetValueOrDefault(x.Id)),
            x => x.Sequence
        );
    }

    /// <summary>Łucja Nowak is Łucja N.</summary>
    internal static string Shortened(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2 ? name : $"{words[0]} {StringInfoOf(words[^1])}.";
    }

    private static string StringInfoOf(string word) => System.Globalization.StringInfo.GetNextTextElement(word);

    private async Task<Dictionary<Guid, long>> Allotted(List<HubMember> rows, CancellationToken ct)
    {
        var ids = rows.Select(x => x.Id).ToList();
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
        var periods = rows.ToDictionary(x => x.Id, x => x.Period);
        return orders
            .Where(x => x.Period == periods[x.MemberId])
            .GroupBy(x => x.MemberId)
            .ToDictionary(x => x.Key, x => x.Sum(y => y.Credits));
    }
}
