using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Hubs;

internal sealed class CreateHubEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/employers/{employerId}/hubs",
                async (Guid employerId, HubBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new CreateHub(employerId, body), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Created($"/api/v1/hubs/{x.Id}", x)
                    )
            )
            .WithName("CreateHub")
            .WithSummary("Prepares a wellbeing hub of an employer")
            .WithTags("Hubs: employers")
            .Answers<HubLine>(StatusCodes.Status201Created, 403, 404, 409);
}

[Needs(HubsModule.ManageHubs)]
internal sealed record CreateHub(Guid EmployerId, HubBody Body) : ICommand<HubLine>;

internal sealed class CreateHubValidator : AbstractValidator<CreateHub>
{
    public CreateHubValidator()
    {
        RuleFor(x => x.Body.Name).Line(80).OverridePropertyName("name");
        RuleFor(x => x.Body.Code)
            .Must(HubRules.IsCode)
            .WithMessage("2 to 30 lower-case letters, digits and single hyphens.")
            .OverridePropertyName("code");
        RuleFor(x => x.Body.Colour).ReadableColour().OverridePropertyName("colour");
        RuleFor(x => x.Body.Categories)
            .Words(10, HubRules.IsSlug, "Categories such as psychology.")
            .OverridePropertyName("categories");
        RuleFor(x => x.Body.Languages)
            .Words(20, HubRules.IsLanguage, "Languages such as en or pl.")
            .OverridePropertyName("languages");
        RuleFor(x => x.Body.Domains)
            .Words(
                20,
                x => WorkAddress.IsDomain(x) && !WorkAddress.IsOpenToAll(x),
                "Domains of the employer alone, such as acme.example."
            )
            .OverridePropertyName("domains");
        RuleFor(x => x.Body.Credits).SetValidator(new CreditPolicyRules()).OverridePropertyName("credits");
        RuleFor(x => x.Body.Session).SetValidator(new HubSessionRules()).OverridePropertyName("session");
    }
}

internal sealed class CreditPolicyRules : AbstractValidator<CreditPolicyBody>
{
    public CreditPolicyRules()
    {
        RuleFor(x => x.PerPeriod).InclusiveBetween(1, 100);
        RuleFor(x => x.PeriodMonths).InclusiveBetween(1, 36);
        RuleFor(x => x.CarryOverCap).InclusiveBetween(0, 100);
    }
}

internal sealed class HubSessionRules : AbstractValidator<HubSessionBody>
{
    public HubSessionRules()
    {
        RuleFor(x => x.Price).Must(x => x.Minor is > 0 and <= 100_000_000).WithMessage("A price above zero.");
        RuleFor(x => x.PlatformShareBasisPoints).InclusiveBetween(0, 10_000);
        RuleFor(x => x.DurationMinutes)
            .Must(x => x is >= 15 and <= 240 && x % 5 == 0)
            .WithMessage("15 to 240 minutes, in steps of five.");
        RuleFor(x => x.BufferAfterMinutes)
            .Must(x => x is >= 0 and <= 120 && x % 5 == 0)
            .WithMessage("0 to 120 minutes, in steps of five.");
        RuleFor(x => x.Modes).Words(3, HubRules.Modes.Contains, "Choose of video, phone, in-person.");
        RuleFor(x => x.FreeCancelHours).InclusiveBetween(0, 168);
    }
}

internal sealed class CreateHubHandler(HubsDbContext db, IWork work, IClock clock) : ICommandHandler<CreateHub, HubLine>
{
    public async Task<Result<HubLine>> Handle(CreateHub command, CancellationToken ct)
    {
        var employer = await db.Employers.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.EmployerId, ct);
        if (employer is null)
        {
            return HubErrors.EmployerNotFound;
        }

        var now = clock.GetCurrentInstant();
        await work.Begin(ct);
        var hub = Prepared(command.Body, employer.Id, now);
        db.Hubs.Add(hub);
        db.Domains.AddRange(
            command.Body.Domains.Select(x => new HubDomain { HubId = hub.Id, Domain = x.ToLowerInvariant() })
        );
        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            return HubErrors.CodeTaken;
        }

        return new HubLine(hub.Id, hub.Name, employer.Id, employer.Name, hub.State);
    }

    private WellbeingHub Prepared(HubBody body, Guid employer, Instant now)
    {
        var session = body.Session;
        var id = new HubId(work.DerivedId("hub"));
        var look = new HubLook(body.Name, body.Colour);
        return new WellbeingHub(id, employer, body.Code, look, body.Credits.ToPolicy(), now)
        {
            Categories = body.Categories,
            Languages = body.Languages,
            Terms = new HubSessionTerms(
                session.Price,
                session.PlatformShareBasisPoints,
                session.DurationMinutes,
                session.BufferAfterMinutes,
                session.Modes,
                session.FreeCancelHours
            ),
        };
    }
}
