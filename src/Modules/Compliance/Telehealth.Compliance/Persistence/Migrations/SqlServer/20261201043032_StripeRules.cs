using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Wallet.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class StripeRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CancellationReason",
                table: "wallet_dev_stripe_intents",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<long>(
                name: "CaptureBeforeMicros",
                table: "wallet_dev_stripe_intents",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CreatedAtMicros",
                table: "wallet_dev_stripe_answers",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "wallet_strange_stripe_messages",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Length = table.Column<int>(type: "int", nullable: false),
                    Excerpt = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    FirstAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    LastAtMicros = table.Column<long>(type: "bigint", nullable: false),
                    Times = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_strange_stripe_messages", x => x.Sequence);
                });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_dev_stripe_intents_CaptureBeforeMicros",
                table: "wallet_dev_stripe_intents",
                column: "CaptureBeforeMicros");

            migrationBuilder.CreateIndex(
                name: "IX_wallet_strange_stripe_messages_Sha256",
                table: "wallet_strange_stripe_messages",
                column: "Sha256",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wallet_strange_stripe_messages");

            migrationBuilder.DropIndex(
                name: "IX_wallet_dev_stripe_intents_CaptureBeforeMicros",
                table: "wallet_dev_stripe_intents");

            migrationBuilder.DropColumn(
                name: "CancellationReason",
                table: "wallet_dev_stripe_intents");

            migrationBuilder.DropColumn(
                name: "CaptureBeforeMicros",
                table: "wallet_dev_stripe_intents");

            migrationBuilder.DropColumn(
                name: "CreatedAtMicros",
                table: "wallet_dev_stripe_answers");
        }
    }
}
