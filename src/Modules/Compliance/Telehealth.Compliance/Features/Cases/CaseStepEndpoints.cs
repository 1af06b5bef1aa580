using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Compliance.Domain;

namespace Telehealth.Compliance.Features.Cases;

/// <summary>The steps of a case, each by its own door.</summary>
internal sealed class CaseStepEndpoints : IEndpoint
{
    private const string Path = "/compliance/cases/{id:guid}";

    public static void Map(IEndpointRouteBuilder api)
    {
        Described(
            api.MapPost(
                $"{Path}/acknowledge",
                (Guid id, ISender sender, HttpContext http, CancellationToken ct) =>
                    Take(new TakeCaseStep(id, CaseEntryKind.Acknowledged), sender, http, ct)
            ),
            "AcknowledgeCase",
            "Take a case on, or over from another lead"
        );
        MapDecisions(api);
        MapReferral(api);
        MapWords(api, "notes", CaseEntryKind.Noted, "NoteOnCase", "Add a note");
        MapWords(
            api,
            "closing",
            CaseEntryKind.ClosingProposed,
            "ProposeClosing",
            "Say why the case can be closed; a second person decides"
        );
        MapWords(api, "closing/agree", CaseEntryKind.Closed, "CloseCase", "Close the case, as the second person");
        MapWords(
            api,
            "closing/refuse",
            CaseEntryKind.ClosingRefused,
            "RefuseClosing",
            "Open the case again, as the second person"
        );
    }

    private static void MapDecisions(IEndpointRouteBuilder api)
    {
        MapWords(
            api,
            "no-further-action",
            CaseEntryKind.NoFurtherAction,
            "DecideNoFurtherAction",
            "Decide that nothing further is done, with the reasons"
        );
        MapWords(api, "advice", CaseEntryKind.Advised, "DecideAdvice", "Decide on advice, and write it down");
    }

    private static void MapReferral(IEndpointRouteBuilder api)
    {
        Described(
            api.MapPost(
                $"{Path}/referral",
                (Guid id, ReferralBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    Take(
                        new TakeCaseStep(
                            id,
                            CaseEntryKind.Referred,
                            body.Reasons,
                            body.Authority,
                            body.Contact,
                            body.Reference,
                            body.PhonedAt
                        ),
                        sender,
                        http,
                        ct
                    )
            ),
            "ReferCase",
            "Refer to an authority you phoned; it is confirmed in writing within 48 hours"
        );
        Described(
            api.MapPost(
                $"{Path}/referral/confirm",
                (Guid id, ReferralConfirmedBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    Take(
                        new TakeCaseStep(
                            id,
                            CaseEntryKind.ReferralConfirmed,
                            body.Text,
                            Reference: body.Reference,
                            DoneAt: body.WrittenAt
                        ),
                        sender,
                        http,
                        ct
                    )
            ),
            "ConfirmReferral",
            "The referral went out in writing"
        );
        MapWords(
            api,
            "referral/answer",
            CaseEntryKind.AuthorityAnswered,
            "RecordAuthorityAnswer",
            "Write down what the authority does"
        );
    }

    private static void MapWords(
        IEndpointRouteBuilder api,
        string step,
        CaseEntryKind kind,
        string name,
        string summary
    ) =>
        Described(
            api.MapPost(
                $"{Path}/{step}",
                (Guid id, CaseWordsBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    Take(new TakeCaseStep(id, kind, body.Text), sender, http, ct)
            ),
            name,
            summary
        );

    private static async Task<IResult> Take(
        TakeCaseStep step,
        ISender sender,
        HttpContext http,
        CancellationToken ct
    ) => (await sender.Send(step, ct, http.IdempotencyKey())).ToHttp();

    private static void Described(RouteHandlerBuilder route, string name, string summary) =>
        route
            .WithName(name)
            .WithSummary(summary)
            .WithTags("Safeguarding")
            .Answers<CaseStepAnswer>(
                StatusCodes.Status200OK,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            );
}

/// <summary>What is written down; stored encrypted.</summary>
/// <param name="Text">The reasons, the note, the answer.</param>
public sealed record CaseWordsBody(string Text);

/// <summary>A referral made by phone; stored encrypted.</summary>
/// <param name="Authority">The authority, such as Bristol City Council, children's social care.</param>
/// <param name="Contact">Name and number of who took the call.</param>
/// <param name="PhonedAt">When.</param>
/// <param name="Reasons">Why, under which law, and whether the person was told.</param>
/// <param name="Reference">The authority's reference, if there is one yet.</param>
public sealed record ReferralBody(
    string Authority,
    string Contact,
    Instant PhonedAt,
    string Reasons,
    string? Reference = null
);

/// <summary>A referral that went out in writing; stored encrypted.</summary>
/// <param name="WrittenAt">When it was sent.</param>
/// <param name="Reference">The authority's reference, or ours.</param>
/// <param name="Text">How it was sent, if that matters.</param>
public sealed record ReferralConfirmedBody(Instant WrittenAt, string? Reference = null, string? Text = null);

/// <summary>The step is taken.</summary>
/// <param name="Line">Its number in the log.</param>
/// <param name="State">Where the case stands.</param>
/// <param name="NextStep">What has to happen next.</param>
/// <param name="DueAt">Until when; null once closed.</param>
public sealed record CaseStepAnswer(int Line, CaseState State, CaseStep NextStep, Instant? DueAt);
