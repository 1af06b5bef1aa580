using Telehealth.BuildingBlocks;

namespace Telehealth.Marketplace.Contracts;

/// <summary>
/// A version of a channel's policy is in force for new requests from now on; the administrators are told.
/// </summary>
/// <param name="PolicyId">The channel's policy, such as <c>marketplace.private</c>.</param>
/// <param name="PolicyVersion">The version.</param>
/// <param name="By">Who published it, or null where the configuration did.</param>
[WireName("marketplace.channel-policy-published.v1")]
public sealed record ChannelPolicyPublishedV1(string PolicyId, int PolicyVersion, PersonId? By) : IIntegrationEvent;
