namespace Telehealth.Wallet.Domain;

/// <summary>The life of a cover: reserved with a time to live, confirmed without one, then one of three ends.</summary>
internal enum CoverState
{
    Reserved,
    Confirmed,
    Posted,
    Released,
    Expired,
}

/// <summary>What stands good.</summary>
internal enum CoverKind
{
    Money,

    /// <summary>One credit of a hub.</summary>
    Credit,

    /// <summary>One visit of a partner's package.</summary>
    Visit,

    /// <summary>Nothing: the row keeps a reservation out that may still be on its way.</summary>
    Refusal,
}
