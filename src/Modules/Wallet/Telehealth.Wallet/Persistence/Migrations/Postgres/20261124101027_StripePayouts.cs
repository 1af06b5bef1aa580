using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Wallet.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class StripePayouts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "PaymentIntentId",
                table: "wallet_stripe_events",
                newName: "ObjectId");

            migrationBuilder.RenameColumn(
                name: "IntentId",
                table: "wallet_dev_stripe_deliveries",
                newName: "ObjectId");

            migrationBuilder.AddColumn<string>(
                name: "PayoutId",
                table: "wallet_dev_stripe_intents",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "wallet_dev_stripe_payouts",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false, collation: "C"),
                    CreatedAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_dev_stripe_payouts", x => x.Id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wallet_dev_stripe_payouts");

            migrationBuilder.DropColumn(
                name: "PayoutId",
                table: "wallet_dev_stripe_intents");

            migrationBuilder.RenameColumn(
                name: "ObjectId",
                table: "wallet_stripe_events",
                newName: "PaymentIntentId");

            migrationBuilder.RenameColumn(
                name: "ObjectId",
                table: "wallet_dev_stripe_deliveries",
                newName: "IntentId");
        }
    }
}
