using System.Buffers.Text;
using System.Security.Cryptography;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Features.Accounts;
using Telehealth.Identity.Features.Authority;
using Telehealth.Identity.OpenId;
using Telehealth.Identity.Persistence;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Telehealth.Identity.Features.Partners;

internal sealed class PartnerClientsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/identity/partners",
                async (CreatePartnerBody body, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new CreatePartner(body.Name), ct)).ToHttp(x =>
                        Results.Created($"/api/v1/identity/partners/{x.ClientId}", x)
                    )
            )
            .WithName("CreatePartner")
            .WithSummary("Registers a partner's system for client credentials. The secret is told this once.")
            .WithTags("Identity")
            .Answers<CreatePartnerAnswer>(StatusCodes.Status201Created, 403);
        api.MapGet(
                "/identity/partners",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new ListPartners(), ct)).ToHttp()
            )
            .WithName("ListPartners")
            .WithSummary("The partners' systems that may get tokens.")
            .WithTags("Identity")
            .Answers<PartnersAnswer>(StatusCodes.Status200OK, 403);
        api.MapDelete(
                "/identity/partners/{clientId}",
                async (string clientId, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new RemovePartner(clientId), ct)).ToHttp(_ => Results.NoContent())
            )
            .WithName("RemovePartner")
            .WithSummary("Removes a partner's system: it gets no more tokens, and those it has end at once.")
            .WithTags("Identity")
            .AnswersNothing(403, 404);
    }
}

/// <summary>A partner's system.</summary>
/// <param name="Name">For people; 1 to 80 characters.</param>
public sealed record CreatePartnerBody(string Name);

/// <summary>The new client.</summary>
/// <param name="ClientId">client_id at the token endpoint.</param>
/// <param name="ClientSecret">client_secret; kept as a hash only, so this is the one time to read it.</param>
public sealed record CreatePartnerAnswer(string ClientId, string ClientSecret);

/// <summary>The partners' systems.</summary>
/// <param name="Items">By name.</param>
public sealed record PartnersAnswer(IReadOnlyList<PartnerAnswer> Items);

/// <summary>A partner's system.</summary>
/// <param name="ClientId">client_id.</param>
/// <param name="Name">For people.</param>
public sealed record PartnerAnswer(string ClientId, string Name);

[Needs(IdentityModule.ManagePartners)]
internal sealed record CreatePartner(string Name) : ICommand<CreatePartnerAnswer>;

[Needs(IdentityModule.ManagePartners)]
internal sealed record ListPartners : IQuery<PartnersAnswer>;

[Needs(IdentityModule.ManagePartners)]
internal sealed record RemovePartner(string ClientId) : ICommand<Done>;

internal sealed class CreatePartnerValidator : AbstractValidator<CreatePartner>
{
    public CreatePartnerValidator() => RuleFor(x => x.Name).IsName();
}

/// <summary>
/// OpenIddict hashes the secret and saves in a transaction of its own: hashing has no place inside the command's, so
/// there
/// is none. A retry makes another client, which an admin sees and removes.
/// </summary>
internal sealed class CreatePartnerHandler(IOpenIddictApplicationManager clients, AuthorityControl authority)
    : ICommandHandler<CreatePartner, CreatePartnerAnswer>
{
    public async Task<Result<CreatePartnerAnswer>> Handle(CreatePartner command, CancellationToken ct)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = PartnerIds.Prefix + Ids.New().ToString("N"),
            ClientSecret = secret,
            ClientType = ClientTypes.Confidential,
            ConsentType = ConsentTypes.Explicit,
            DisplayName = PersonTexts.Name(command.Name),
            Permissions =
            {
                Permissions.Endpoints.Token,
                Permissions.Endpoints.Revocation,
                Permissions.GrantTypes.ClientCredentials,
                Permissions.Prefixes.Scope + OidcSetup.ApiScope,
            },
        };
        if (await authority.Audit(ct, new AuditLine("partner.created", PartnerIds.Subject(client.ClientId))) is { } no)
        {
            return no;
        }

        await clients.CreateAsync(client, ct);
        if (await authority.Begin(null, ct, Roles.PlatformAdmin) is { } lost)
        {
            return lost;
        }

        authority.Note(AuthorityChange.PartnerCreated, null, detail: client.ClientId);
        return new CreatePartnerAnswer(client.ClientId, secret);
    }
}

internal sealed class ListPartnersHandler(IdentityDbContext db) : IQueryHandler<ListPartners, PartnersAnswer>
{
    public async Task<Result<PartnersAnswer>> Handle(ListPartners query, CancellationToken ct)
    {
        var items = await db.Set<OpenIddictEntityFrameworkCoreApplication<Guid>>()
            .Where(x => x.ClientId!.StartsWith(PartnerIds.Prefix))
            .OrderBy(x => x.DisplayName)
            .Select(x => new PartnerAnswer(x.ClientId!, x.DisplayName!))
            .ToListAsync(ct);
        return new PartnersAnswer(items);
    }
}

internal sealed class RemovePartnerHandler(IOpenIddictApplicationManager clients, AuthorityControl authority)
    : ICommandHandler<RemovePartner, Done>
{
    public async Task<Result<Done>> Handle(RemovePartner command, CancellationToken ct)
    {
        if (
            !command.ClientId.StartsWith(PartnerIds.Prefix, StringComparison.Ordinal)
            || await clients.FindByClientIdAsync(command.ClientId, ct) is not { } client
        )
        {
            return Error.NotFound("identity.partner-unknown", "There is no such partner.");
        }

        if (await authority.Audit(ct, new AuditLine("partner.removed", PartnerIds.Subject(command.ClientId))) is { } no)
        {
            return no;
        }

        await clients.DeleteAsync(client, ct);
        if (await authority.Begin(null, ct, Roles.PlatformAdmin) is { } lost)
        {
            return lost;
        }

        authority.Note(AuthorityChange.PartnerRemoved, null, detail: command.ClientId);
        return Done.Value;
    }
}

/// <summary>Tells partners' clients from our own.</summary>
internal static class PartnerIds
{
    public const string Prefix = "partner-";

    public static string Subject(string clientId) => $"partner:{clientId}";
}
