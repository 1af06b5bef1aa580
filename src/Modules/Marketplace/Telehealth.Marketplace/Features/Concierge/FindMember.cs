using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Identity.Contracts;

namespace Telehealth.Marketplace.Features.Concierge;

internal sealed class FindMemberEndpoint : IEndpoint
{
    // A POST, so that no address stands in a URL or its log.
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/marketplace/concierge/members/find",
                async (FindMemberBody body, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new FindMember(body.Email), ct)).ToHttp()
            )
            .WithName("FindMember")
            .WithSummary("The concierge finds a member by the exact email address")
            .WithTags("Concierge")
            .Answers<MemberAnswer>(200, 400, 403, 404);
}

/// <summary>Whom the concierge looks for.</summary>
/// <param name="Email">The exact address, in any case.</param>
public sealed record FindMemberBody(string Email);

/// <summary>A member, as little as booking needs.</summary>
/// <param name="Id">The member.</param>
/// <param name="Name">The first name, and the first letter of the last.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="HasPhone">Whether the member can be called.</param>
/// <param name="NeedsNameOnDocuments">True when a booking must give the name in Latin letters.</param>
public sealed record MemberAnswer(
    PersonId Id,
    string Name,
    string Language,
    string TimeZone,
    bool HasPhone,
    bool NeedsNameOnDocuments
);

[Needs(MarketplaceModule.BookForMembers)]
internal sealed record FindMember(string Email) : IQuery<MemberAnswer>
{
    // Without the address, so that no log shows it.
    public override string ToString() => nameof(FindMember);
}

internal sealed class FindMemberValidator : AbstractValidator<FindMember>
{
    public FindMemberValidator() => RuleFor(x => x.Email).NotEmpty().MaximumLength(254);
}

/// <summary>A member the concierge found before, by id: what the pages carry from step to step.</summary>
[Needs(MarketplaceModule.BookForMembers)]
internal sealed record GetBookableMember(PersonId Id) : IQuery<MemberAnswer>;

internal sealed class FindMemberHandler(ISender sender) : IQueryHandler<FindMember, MemberAnswer>
{
    public async Task<Result<MemberAnswer>> Handle(FindMember query, CancellationToken ct)
    {
        var found = await sender.Send(new FindPerson(query.Email), ct);
        return found.Error is { } unknown ? unknown : await sender.Send(new GetBookableMember(found.Value), ct);
    }
}

internal sealed class GetBookableMemberHandler(ISender sender) : IQueryHandler<GetBookableMember, MemberAnswer>
{
    public async Task<Result<MemberAnswer>> Handle(GetBookableMember query, CancellationToken ct)
    {
        var person = await sender.Send(new GetPerson(query.Id), ct);
        return person.Map(x => new MemberAnswer(
            x.PersonId,
            Short(x.DisplayName),
            x.Language,
            x.TimeZone,
            x.Phone is not null,
            x.PrintedName is null
        ));
    }

    public static string Short(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2 ? name : $"{words[0]} {StringInfo.GetNextTextElement(words[^1]).ToUpperInvariant()}.";
    }
}
