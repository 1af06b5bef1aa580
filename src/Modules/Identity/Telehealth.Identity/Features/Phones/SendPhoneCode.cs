using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Phones;

internal sealed class SendPhoneCodeEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/identity/me/phone/code",
                async (ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new SendPhoneCode(), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Json(x, statusCode: StatusCodes.Status202Accepted)
                    )
            )
            .WithName("SendPhoneCode")
            .WithSummary("Sends a code to your phone number by text message; it is good for about nine minutes")
            .WithTags("Identity")
            .Answers<PhoneCodeSent>(
                StatusCodes.Status202Accepted,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status422UnprocessableEntity
            );
}

/// <summary>A code is on its way.</summary>
/// <param name="Phone">The number it goes to, E.164.</param>
public sealed record PhoneCodeSent(string Phone);

internal sealed record SendPhoneCode : ICommand<PhoneCodeSent>;

/// <summary>Text messages cost money, and a stranger's number is easily typed: few go out a day.</summary>
internal sealed class SendPhoneCodeHandler(IdentityDbContext db, Attempts attempts, IWork work)
    : ICommandHandler<SendPhoneCode, PhoneCodeSent>
{
    public async Task<Result<PhoneCodeSent>> Handle(SendPhoneCode command, CancellationToken ct)
    {
        var found = await PhoneRules.Unproven(db, work, ct);
        if (found.Error is { } refusal)
        {
            return refusal;
        }

        var person = found.Value;
        var few = attempts.Take(AttemptKind.Text, person.Id.ToString()) is null;
        if (!few || attempts.Take(AttemptKind.Text, person.Phone) is not null)
        {
            return PhoneErrors.TooManyTexts;
        }

        await work.Begin(ct);
        work.Publish(new PhoneCodeRequestedV1(person.Id), $"phone-code:{Ids.New()}", version: 1);
        return new PhoneCodeSent(person.Phone!);
    }
}
